/** textDocument/documentSymbol: one symbol a message, its headers and body beneath. */

import { type BodyNode, bodyOutline, parseBody } from '../bodies/index.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { utf8Length } from '../syntax/print.ts';
import { type BodyText, bodyOf, headersOf, methodOf, startLineOf, statusOf, titleOf } from '../syntax/views.ts';
import { rangeAt } from './locate.ts';
import { transactionsOf } from './transactions.ts';
import type { DocumentSymbol } from './types.ts';
import { SymbolKind } from './types.ts';
import { eachMessage } from './walk.ts';

/** `REGISTER → 401` for an answered request, `401 Unauthorized (REGISTER)` for a response. */
export function messageName(document: SipDocument, index: number): string | undefined {
  const message = document.messages[index];
  const line = message && startLineOf(message);
  if (!message || !line) return undefined;
  if (line.type === 'response') {
    const method = methodOf(message);
    return [line.code, line.reason, method && `(${method})`].filter(Boolean).join(' ');
  }
  const answers = transactionsOf(document).responses.get(index) ?? [];
  const final = answers.map(answer => document.messages[answer]).findLast(each => each !== undefined);
  const code = final && statusOf(final);
  return code ? `${line.method} → ${code}` : line.method || 'Request';
}

/** Beyond this many messages an outline of every header helps nobody and costs seconds in the editor. */
const OUTLINE_HEADERS_UP_TO = 2000;

export function documentSymbols(document: SipDocument): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  eachMessage(document, (message, index) => {
    const symbol = messageSymbol(document, message, index);
    if (symbol) symbols.push(symbol);
  });
  return symbols;
}

function messageSymbol(document: SipDocument, message: SipMessage, index: number): DocumentSymbol | undefined {
  const line = startLineOf(message);
  const name = messageName(document, index);
  if (!line || name === undefined) return undefined;
  const title = titleOf(message);
  const target = line.type === 'request' ? line.uri?.text : undefined;
  const selectionRange = rangeAt(document, index, line);
  return {
    name: title || name,
    detail: [title && name, target].filter(Boolean).join(' · '),
    kind: line.type === 'request' ? SymbolKind.method : SymbolKind.event,
    range: rangeAt(document, index, { start: 0, end: Math.max(line.end, message.text.trimEnd().length) }),
    selectionRange,
    children: document.messages.length > OUTLINE_HEADERS_UP_TO ? [] : parts(document, message, index),
  };
}

function parts(document: SipDocument, message: SipMessage, index: number): DocumentSymbol[] {
  const symbols = headersOf(message).map(
    (header): DocumentSymbol => ({
      name: header.name || 'header',
      detail: header.raw.length > 80 ? `${header.raw.slice(0, 79)}…` : header.raw,
      kind: header.row ? SymbolKind.property : SymbolKind.field,
      range: rangeAt(document, index, header),
      selectionRange: rangeAt(document, index, header.nameNode),
    }),
  );
  const body = bodyOf(message);
  if (body && body.text.trim() !== '') symbols.push(bodySymbol(document, message, index, body));
  return symbols;
}

function bodySymbol(document: SipDocument, message: SipMessage, index: number, body: BodyText): DocumentSymbol {
  const range = rangeAt(document, index, body);
  const parsed = parseBody(message);
  return {
    name: 'Body',
    detail: `${utf8Length(body.text)} octets`,
    kind: SymbolKind.string,
    range,
    selectionRange: range,
    children: (parsed ? bodyOutline(parsed) : []).map(node => nodeSymbol(document, index, node)),
  };
}

const KIND_OF: Readonly<Record<BodyNode['kind'], SymbolKind>> = {
  session: SymbolKind.object,
  media: SymbolKind.object,
  line: SymbolKind.property,
  attribute: SymbolKind.property,
  part: SymbolKind.namespace,
  header: SymbolKind.property,
  element: SymbolKind.object,
  message: SymbolKind.method,
};

function nodeSymbol(document: SipDocument, index: number, node: BodyNode): DocumentSymbol {
  return {
    name: node.name || node.kind,
    detail: node.detail,
    kind: KIND_OF[node.kind],
    range: rangeAt(document, index, node),
    selectionRange: rangeAt(document, index, node.nameSpan),
    children: node.children.map(child => nodeSymbol(document, index, child)),
  };
}
