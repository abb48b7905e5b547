import { l10n, Uri, window, workspace } from 'vscode';
import { EXAMPLES } from '../examples.ts';
import type { CommandContext } from './context.ts';

/** SIP: Open Example. Argument: a file of `examples/`; without one the author chooses. */
export async function openExample({ extensionUri }: CommandContext, argument?: unknown): Promise<void> {
  const name = EXAMPLES.find(each => each.name === argument)?.name ?? (await choose());
  if (name === undefined) return;
  const document = await workspace.openTextDocument(Uri.joinPath(extensionUri, 'examples', name));
  await window.showTextDocument(document, { preview: false });
}

async function choose(): Promise<string | undefined> {
  const items = EXAMPLES.map(({ name, about }) => ({ label: name, detail: about }));
  const item = await window.showQuickPick(items, { title: l10n.t('Open Example'), matchOnDetail: true });
  return item?.label;
}
