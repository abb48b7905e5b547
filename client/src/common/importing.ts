import { type Uri, workspace } from 'vscode';
import { IMPORT_TRACE, type ImportTraceParams, type ImportTraceResult } from '../../../server/src/common/protocol.ts';
import type { Server } from './server.ts';

/** Octets; a longer capture is for the command line. */
const LARGEST = 50_000_000;
const CHUNK = 0x6000;

export function importText(server: Server, text: string): Promise<ImportTraceResult> {
  return request(server, { text });
}

export function importOctets(server: Server, octets: Uint8Array): Promise<ImportTraceResult> {
  if (octets.length <= LARGEST) return request(server, { base64: base64Of(octets) });
  const fault = `The file has more than ${LARGEST / 1_000_000} MB: cut it, or use "sipwright import".`;
  return Promise.resolve({ text: '', messages: 0, repairs: 0, notes: [], isSame: false, fault });
}

export async function importFile(server: Server, uri: Uri): Promise<ImportTraceResult> {
  return importOctets(server, await workspace.fs.readFile(uri));
}

function request(server: Server, params: ImportTraceParams): Promise<ImportTraceResult> {
  return server.request<ImportTraceResult>(IMPORT_TRACE, params);
}

/** Each chunk is a multiple of three octets, so the parts join without padding between them. */
function base64Of(octets: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < octets.length; at += CHUNK)
    parts.push(btoa(String.fromCharCode(...octets.subarray(at, at + CHUNK))));
  return parts.join('');
}
