/**
 * Names that tie messages together: Call-ID, tags, branches, nonces, charging ids, public identities.
 * Definition, references and highlights are three questions to the same list.
 */

import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { Uri } from '../syntax/values.ts';
import { addressesOf, credentialsOf, param, paramListOf, viasOf } from '../syntax/values.ts';
import type { Header } from '../syntax/views.ts';
import { callIdOf, headersNamed, headersOf, startLineOf } from '../syntax/views.ts';
import type { Span } from './locate.ts';
import { placeAt, rangeAt, touches } from './locate.ts';
import { transactionsOf } from './transactions.ts';
import type { DocumentHighlight, Position, Range } from './types.ts';
import { eachMessage } from './walk.ts';

export type NameKind = 'call-id' | 'tag' | 'branch' | 'nonce' | 'icid-value' | 'identity';

/** One place where a name stands. */
export interface Occurrence extends Span {
  readonly kind: NameKind;
  readonly value: string;
}

type Collector = (
  message: SipMessage,
  header: Header,
  add: (kind: NameKind, value: string, span: Span) => void,
) => void;

const dialogAddress: Collector = (message, header, add) => {
  for (const address of addressesOf(message, header)) {
    const tag = param(address.params, 'tag');
    if (tag?.valueNode && tag.value) add('tag', tag.value, tag.valueNode);
    identity(address.uri, add);
  }
};

const publicIdentity: Collector = (message, header, add) => {
  for (const address of addressesOf(message, header)) identity(address.uri, add);
};

function identity(uri: Uri | undefined, add: (kind: NameKind, value: string, span: Span) => void): void {
  if (!uri) return;
  const scheme = uri.scheme.toLowerCase();
  if (scheme === 'tel') add('identity', uri.text.split(';')[0] ?? uri.text, uri);
  else if (uri.user && uri.host) add('identity', `${scheme}:${uri.user}@${uri.host.toLowerCase()}`, uri);
}

const nonce: Collector = (message, header, add) => {
  const found = param(credentialsOf(message, header)?.params ?? [], 'nonce');
  if (found?.valueNode && found.value) add('nonce', found.value, found.valueNode);
};

const COLLECTORS: { readonly [header: string]: Collector } = {
  From: dialogAddress,
  To: dialogAddress,
  'P-Asserted-Identity': publicIdentity,
  'P-Preferred-Identity': publicIdentity,
  'P-Associated-URI': publicIdentity,
  'P-Called-Party-ID': publicIdentity,
  Via: (message, header, add) => {
    for (const via of viasOf(message, header)) {
      const branch = param(via.params, 'branch');
      if (branch?.valueNode && branch.value) add('branch', branch.value, branch.valueNode);
    }
  },
  'P-Charging-Vector': (message, header, add) => {
    const icid = param(paramListOf(message, header), 'icid-value');
    if (icid?.valueNode && icid.value) add('icid-value', icid.value, icid.valueNode);
  },
  'WWW-Authenticate': nonce,
  'Proxy-Authenticate': nonce,
  Authorization: nonce,
  'Proxy-Authorization': nonce,
};

const cache = new WeakMap<SipMessage, readonly Occurrence[]>();

/** The names in one message, in the order of its text. */
export function occurrencesIn(message: SipMessage): readonly Occurrence[] {
  const known = cache.get(message);
  if (known) return known;
  const found: Occurrence[] = [];
  const add = (kind: NameKind, value: string, span: Span): void => {
    found.push({ kind, value, start: span.start, end: span.end });
  };
  for (const header of headersOf(message)) COLLECTORS[header.name]?.(message, header, add);
  const callId = callIdOf(message);
  const header = headersNamed(message, 'Call-ID')[0];
  if (callId && header) add('call-id', callId, trimmed(message, header.value));
  found.sort((a, b) => a.start - b.start);
  cache.set(message, found);
  return found;
}

function trimmed(message: SipMessage, span: Span): Span {
  const text = message.text.slice(span.start, span.end);
  const start = span.start + text.length - text.trimStart().length;
  return { start, end: Math.max(start, span.start + text.trimEnd().length) };
}

/** The narrowest name under the cursor: a tag inside an address wins over the identity. */
function occurrenceAt(message: SipMessage, offset: number): Occurrence | undefined {
  const under = occurrencesIn(message).filter(each => touches(each, offset));
  return under.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}

function everywhere(document: SipDocument, name: Occurrence): { index: number; span: Occurrence }[] {
  const found: { index: number; span: Occurrence }[] = [];
  eachMessage(document, (message, index) => {
    for (const span of occurrencesIn(message)) {
      if (span.kind === name.kind && span.value === name.value) found.push({ index, span });
    }
  });
  return found;
}

/** textDocument/references: every place of the name under the cursor; for a start-line, the messages of its transaction. */
export function references(document: SipDocument, position: Position): Range[] {
  const place = placeAt(document, position);
  if (!place) return [];
  const name = occurrenceAt(place.message, place.offset);
  if (name) return everywhere(document, name).map(({ index, span }) => rangeAt(document, index, span));
  if (!onStartLine(place.message, place.offset)) return [];
  const transactions = transactionsOf(document);
  const request = transactions.request.get(place.index) ?? place.index;
  return [request, ...(transactions.responses.get(request) ?? [])].flatMap(index => startLineRange(document, index));
}

/** textDocument/definition: a response leads to its request, a name to the place where it stands first. */
export function definition(document: SipDocument, position: Position): Range | null {
  const place = placeAt(document, position);
  if (!place) return null;
  if (onStartLine(place.message, place.offset)) {
    const request = transactionsOf(document).request.get(place.index);
    return request === undefined ? null : (startLineRange(document, request)[0] ?? null);
  }
  const name = occurrenceAt(place.message, place.offset);
  const first = name && everywhere(document, name)[0];
  return first ? rangeAt(document, first.index, first.span) : null;
}

/** textDocument/documentHighlight: the first place of a name is where it is made, the others read it. */
export function documentHighlights(document: SipDocument, position: Position): DocumentHighlight[] {
  const place = placeAt(document, position);
  const name = place && occurrenceAt(place.message, place.offset);
  if (!name) return [];
  return everywhere(document, name).map(({ index, span }, nth) => ({
    range: rangeAt(document, index, span),
    kind: nth === 0 ? 3 : 2,
  }));
}

function onStartLine(message: SipMessage, offset: number): boolean {
  const line = startLineOf(message);
  return line !== undefined && touches(line, offset);
}

function startLineRange(document: SipDocument, index: number): Range[] {
  const message = document.messages[index];
  const line = message && startLineOf(message);
  return line ? [rangeAt(document, index, line)] : [];
}
