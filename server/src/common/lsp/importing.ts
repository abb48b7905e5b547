/** Captures, logs and pasted text to a `.sip` document, for the client that has read or been given them. */

import type { CancellationToken } from 'vscode-languageserver';
import { bytesFromBase64 } from '../auth/encoding.ts';
import type { ImportTraceParams, ImportTraceResult } from '../protocol.ts';
import { IMPORT_TRACE } from '../protocol.ts';
import { importTrace } from '../trace/import/importTrace.ts';
import { importText } from '../trace/import/text.ts';
import type { ImportResult } from '../trace/import/types.ts';
import type { Session } from './session.ts';

const NOTHING = { text: '', messages: 0, repairs: 0, notes: [], isSame: false };
const FAILED: ImportTraceResult = {
  ...NOTHING,
  fault: 'The import failed; the log of the language server says where.',
};

export function registerImporting({ connection, guard }: Session): void {
  connection.onRequest<ImportTraceResult, void>(IMPORT_TRACE, (params: ImportTraceParams, token: CancellationToken) =>
    guard.run(token, FAILED, 'import', () => imported(params)),
  );
}

function imported(params: ImportTraceParams): ImportTraceResult {
  const read = 'text' in params ? importText(params.text) : importOctets(params.base64);
  if (read === undefined) return { ...NOTHING, fault: 'The file did not arrive whole.' };
  const { text, messages, repairs, notes, fault } = read;
  const isSame = 'text' in params && essence(params.text) === essence(text);
  return { text, messages, repairs: repairs.length, notes, isSame, ...(fault === undefined ? {} : { fault }) };
}

function importOctets(base64: string): ImportResult | undefined {
  const decoded = bytesFromBase64(base64);
  return decoded.ok ? importTrace(decoded.bytes) : undefined;
}

/** What reaches the wire: no comments, titles, empty lines. */
function essence(text: string): string {
  const lines = text.split(/\r?\n/).map(line => line.trimEnd());
  return lines.filter(line => line !== '' && !line.startsWith('#')).join('\n');
}
