import * as vscode from 'vscode';
import type { ImportTraceResult } from '../../../server/src/common/protocol.ts';
import { importFile, importOctets, importText } from './importing.ts';
import { LANGUAGE_ID } from './language.ts';
import type { Server } from './server.ts';

const SELECTOR: vscode.DocumentSelector = { language: LANGUAGE_ID };
const TRACE = /\.(?:pcap|pcapng|cap|log|txt)$/i;
/** Characters; a longer paste is a file. */
const LONGEST_PASTE = 5_000_000;

/** Traces that are pasted or dropped into a message: offered as messages beside what VS Code itself would insert. */
export function registerPasteImport(server: Server): vscode.Disposable[] {
  const drop = vscode.languages.registerDocumentDropEditProvider(SELECTOR, {
    async provideDocumentDropEdits(_document, _position, dataTransfer) {
      const result = server.state === 'running' ? await fromFiles(server, dataTransfer) : undefined;
      if (!result || result.messages === 0) return undefined;
      const edit = new vscode.DocumentDropEdit(result.text);
      // Shown by VS Code from 1.97 on.
      Reflect.set(edit, 'title', vscode.l10n.t('Insert as SIP messages'));
      return edit;
    },
  });
  return [drop, ...registerPaste(server)];
}

/** Paste providers came with VS Code 1.97, after the version that this is compiled for; before there is the command. */
function registerPaste(server: Server): vscode.Disposable[] {
  const register: unknown = Reflect.get(vscode.languages, 'registerDocumentPasteEditProvider');
  const Edit: unknown = Reflect.get(vscode, 'DocumentPasteEdit');
  const Kind: unknown = Reflect.get(vscode, 'DocumentDropOrPasteEditKind');
  if (typeof register !== 'function' || typeof Edit !== 'function' || typeof Kind !== 'function') return [];
  const empty: { append(...parts: string[]): unknown } = Reflect.get(Kind, 'Empty');
  const kind = empty.append('sip', 'import');
  const provider = {
    async provideDocumentPasteEdits(
      _document: vscode.TextDocument,
      _ranges: readonly vscode.Range[],
      dataTransfer: vscode.DataTransfer,
    ): Promise<unknown[]> {
      if (server.state !== 'running') return [];
      const files = await fromFiles(server, dataTransfer);
      const result = files ?? (await fromText(server, dataTransfer));
      if (!result || result.messages === 0 || result.isSame) return [];
      const edit: object = Reflect.construct(Edit, [result.text, vscode.l10n.t('Paste as SIP messages'), kind]);
      // Text stays text unless the author chooses otherwise.
      if (!files) Reflect.set(edit, 'yieldTo', [Reflect.get(Kind, 'Text')]);
      return [edit];
    },
  };
  const metadata = { providedPasteEditKinds: [kind], pasteMimeTypes: ['text/plain', 'text/uri-list', 'files'] };
  return [Reflect.apply(register, vscode.languages, [SELECTOR, provider, metadata])];
}

async function fromText(server: Server, dataTransfer: vscode.DataTransfer): Promise<ImportTraceResult | undefined> {
  const text = await dataTransfer.get('text/plain')?.asString();
  // Most pastes are a word.
  const mayBeTrace = text !== undefined && text.length <= LONGEST_PASTE && text.includes('SIP/2.0');
  return mayBeTrace ? importText(server, text) : undefined;
}

/** The first capture or log among the files. */
async function fromFiles(server: Server, dataTransfer: vscode.DataTransfer): Promise<ImportTraceResult | undefined> {
  for (const [, item] of dataTransfer) {
    const file = item.asFile();
    if (file && TRACE.test(file.name)) return importOctets(server, await file.data());
  }
  const list = (await dataTransfer.get('text/uri-list')?.asString()) ?? '';
  const name = list.split(/\r?\n/).find(line => !line.startsWith('#') && TRACE.test(line));
  return name === undefined ? undefined : importFile(server, vscode.Uri.parse(name, true));
}
