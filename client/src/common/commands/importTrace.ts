import { env, l10n, Uri, window, workspace } from 'vscode';
import type { ImportTraceResult } from '../../../../server/src/common/protocol.ts';
import { importFile, importText } from '../importing.ts';
import { LANGUAGE_ID } from '../language.ts';
import type { CommandContext } from './context.ts';
import { withProgress } from './progress.ts';

/** SIP: Import Trace: a capture or a log becomes a new document. Argument: URI of the file, optional. */
export async function importTrace({ server }: CommandContext, argument?: unknown): Promise<void> {
  const uri = argument instanceof Uri ? argument : await chooseFile();
  if (!uri) return;
  const result = await withProgress(l10n.t('SIP: importing'), () => importFile(server, uri));
  if (!hasMessages(result)) return;
  await window.showTextDocument(await workspace.openTextDocument({ language: LANGUAGE_ID, content: result.text }));
  tellWhatChanged(result);
}

async function chooseFile(): Promise<Uri | undefined> {
  const files = await window.showOpenDialog({
    title: l10n.t('Import Trace'),
    filters: {
      [l10n.t('Captures and logs')]: ['pcap', 'pcapng', 'cap', 'log', 'txt', 'sip'],
      [l10n.t('All files')]: ['*'],
    },
  });
  return files?.[0];
}

/** SIP: Paste as SIP Messages: what the clipboard holds, cleaned, in place of the selection. */
export async function pasteAsSip({ server }: CommandContext): Promise<void> {
  const editor = window.activeTextEditor;
  const text = await env.clipboard.readText();
  if (!editor) return;
  const result = await withProgress(l10n.t('SIP: importing'), () => importText(server, text));
  if (!hasMessages(result)) return;
  await editor.edit(edit => {
    for (const selection of editor.selections) edit.replace(selection, result.text);
  });
  tellWhatChanged(result);
}

function hasMessages({ messages, fault }: ImportTraceResult): boolean {
  if (messages === 0) void window.showWarningMessage(fault ?? l10n.t('No SIP message was found.'));
  return messages > 0;
}

function tellWhatChanged({ messages, repairs, notes, fault }: ImportTraceResult): void {
  const sentences = [...notes, ...(fault === undefined ? [] : [fault])];
  const counts = l10n.t('{0} messages, {1} repairs.', messages, repairs);
  if (sentences.length === 0) window.setStatusBarMessage(`$(check) ${counts}`, 8000);
  else void window.showInformationMessage(`${counts} ${sentences.join(' ')}`);
}
