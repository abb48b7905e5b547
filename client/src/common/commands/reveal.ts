import { Range, Selection, type TextDocument, TextEditorRevealType, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Range as ProtocolRange } from '../../../../server/src/common/protocol.ts';
import { readConfiguration } from '../configurationFiles.ts';
import { findConfigurationKey } from '../configurationPaths.ts';
import type { CommandContext } from './context.ts';

/** Shows a range of an authored document in the editor that already holds it, selected and in the middle. */
export async function revealRange(document: Uri, range: ProtocolRange): Promise<void> {
  const { start, end } = range;
  await reveal(
    await workspace.openTextDocument(document),
    new Range(start.line, start.character, end.line, end.character),
  );
}

/** Opens the configuration that applies to a document at the key that `path` names (`network.roaming`). */
export async function revealConfiguration(
  { log }: Pick<CommandContext, 'log'>,
  document: Uri,
  path: string,
): Promise<void> {
  const { uri, text, privateUri, privateText } = await readConfiguration(document.toString(), log);
  // The private file overrides the shared one, so what it has decided.
  for (const [file, content] of [
    [privateUri, privateText],
    [uri, text],
  ] as const) {
    const key = content === null ? undefined : findConfigurationKey(content, path);
    if (file === null || !key) continue;
    const configuration = await workspace.openTextDocument(Uri.parse(file, true));
    return reveal(configuration, new Range(configuration.positionAt(key.start), configuration.positionAt(key.end)));
  }
}

async function reveal(document: TextDocument, range: Range): Promise<void> {
  const shown = window.visibleTextEditors.find(each => each.document === document);
  const editor = await window.showTextDocument(document, { viewColumn: shown?.viewColumn ?? ViewColumn.One });
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
