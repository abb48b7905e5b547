import { l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import type { Position } from '../../../../server/src/common/protocol.ts';
import { LANGUAGE_ID } from '../language.ts';

/** The message that a command is about. */
export interface Target {
  readonly document: TextDocument;
  readonly position: Position;
}

/**
 * From the arguments of a code lens or code action (URI, position), else the cursor of the active editor. Says so and
 * gives undefined when there is no SIP message.
 */
export async function findTarget(uri: unknown, position: unknown): Promise<Target | undefined> {
  const document = await findDocument(uri);
  if (document?.languageId !== LANGUAGE_ID) {
    void window.showWarningMessage(l10n.t('Open a SIP message (a .sip file) and place the cursor in it.'));
    return undefined;
  }
  if (isPosition(position)) return { document, position: { line: position.line, character: position.character } };
  const editor = [window.activeTextEditor, ...window.visibleTextEditors].find(each => each?.document === document);
  const { line, character } = editor?.selection.active ?? { line: 0, character: 0 };
  return { document, position: { line, character } };
}

/** The menus of an editor pass a `Uri`, the language server a string. */
async function findDocument(uri: unknown): Promise<TextDocument | undefined> {
  if (uri instanceof Uri) return workspace.openTextDocument(uri);
  if (typeof uri === 'string') return workspace.openTextDocument(Uri.parse(uri, true));
  return window.activeTextEditor?.document;
}

function isPosition(value: unknown): value is Position {
  if (typeof value !== 'object' || value === null) return false;
  return 'line' in value && 'character' in value && Number.isInteger(value.line) && Number.isInteger(value.character);
}
