/** workspace/symbol: messages of the open documents by title, method, status, Call-ID or public identity. */

import type { SipDocument } from '../syntax/document.ts';
import { callIdOf, startLineOf, titleOf } from '../syntax/views.ts';
import { messageName } from './documentSymbols.ts';
import { rangeAt } from './locate.ts';
import { occurrencesIn } from './occurrences.ts';
import type { WorkspaceSymbol } from './types.ts';
import { SymbolKind } from './types.ts';

/** `query` is matched without regard to case, anywhere; at most `limit` symbols. */
export function workspaceSymbols(
  documents: Iterable<readonly [uri: string, document: SipDocument]>,
  query: string,
  limit = 200,
): WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const symbols: WorkspaceSymbol[] = [];
  for (const [uri, document] of documents) {
    for (const [index, message] of document.messages.entries()) {
      const line = startLineOf(message);
      const name = messageName(document, index);
      if (!line || name === undefined) continue;
      const keys = occurrencesIn(message).map(each => each.value);
      const hit = [titleOf(message) ?? '', name, ...keys].find(key => key.toLowerCase().includes(wanted));
      if (hit === undefined) continue;
      symbols.push({
        name: titleOf(message) || name,
        kind: line.type === 'request' ? SymbolKind.method : SymbolKind.event,
        containerName: hit === name || hit === titleOf(message) ? (callIdOf(message) ?? '') : hit,
        location: { uri, range: rangeAt(document, index, line) },
      });
      if (symbols.length >= limit) return symbols;
    }
  }
  return symbols;
}
