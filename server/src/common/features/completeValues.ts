/** Completion inside a header value: elements, parameters and their values, as the registry row says. */

import { URI_PARAMS } from '../registry/index.ts';
import { TEL_PARAMS } from '../registry/telParams.ts';
import type { HeaderRow, ParamRow, ValueRow } from '../registry/types.ts';
import type { Header } from '../syntax/views.ts';
import { methodOf } from '../syntax/views.ts';
import { completeCredential } from './completeCredentials.ts';
import { fittingParams, fittingValues, headOf } from './completeFitting.ts';
import { tagsFromDocument, valuesFromDocument } from './completeFromDocument.ts';
import { callIdProposals, generatedValue } from './completeGenerated.ts';
import { templateContext } from './completeNames.ts';
import { completeWords } from './completeWords.ts';
import type { CompletionPlace, Proposal, Proposals } from './completion.ts';
import { paramRow } from './context.ts';
import { uriParamRow } from './describeUri.ts';
import type { Piece } from './pieces.ts';
import { namesBeside, pieceAt, piecesOf } from './pieces.ts';
import { plain, TEMPLATES, VARIANTS } from './templates.ts';
import { CompletionItemKind } from './types.ts';
import { uriHeaderProposals, uriProposals } from './uriProposals.ts';

/** A value while it is completed: its text, its pieces, and the one at the cursor. Offsets in the value's text. */
interface Cursor {
  readonly place: CompletionPlace;
  readonly header: Header;
  readonly row: HeaderRow;
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly piece: Piece;
  readonly at: number;
  /** Offset of the value in the message. */
  readonly base: number;
}

export function completeValue(place: CompletionPlace, header: Header): Proposals | undefined {
  const { row } = header;
  if (!row) return undefined;
  const colon = place.message.text.indexOf(':', header.start);
  const base = colon + 1;
  // Trailing blanks are not part of the header's value, but the cursor may stand behind them.
  const text = place.message.text.slice(base, Math.max(header.end, place.line.end, place.offset));
  const at = place.offset - base;
  const pieces = piecesOf(text, row.shape);
  const piece = pieceAt(pieces, at);
  if (!piece) return undefined;
  const cursor: Cursor = { place, header, row, text, pieces, piece, at, base };
  switch (piece.kind) {
    case 'element':
      return elements(cursor);
    case 'uri':
      return uris(cursor);
    case 'param':
    case 'uri-param':
      return piece.equals >= 0 && at > piece.equals ? paramValues(cursor) : paramNames(cursor);
    case 'closed':
      return undefined;
  }
}

/** Items that replace `[start, end)` of the value without the blanks around it; on the cursor's line only. */
function replaced({ text, at, base }: Cursor, start: number, end: number, items: readonly Proposal[]): Proposals {
  let from = start;
  let to = end;
  while (from < at && /\s/.test(text.charAt(from))) from++;
  while (to > at && /\s/.test(text.charAt(to - 1))) to--;
  return { start: base + from, end: base + to, items };
}

function valueProposal(row: ValueRow, owner: string): Proposal {
  return {
    label: row.value,
    kind: CompletionItemKind.enumMember,
    text: row.value,
    data: { kind: 'value', name: row.value, of: owner },
  };
}

/** The registered URIs of a header, or any; behind `?` the header fields that a URI may carry (RFC 3261 §19.1.1). */
function uris(cursor: Cursor): Proposals {
  const { place, header, row, text, piece, at } = cursor;
  const question = text.indexOf('?', piece.start);
  if (question >= 0 && question < at) {
    const start = Math.max(question, text.lastIndexOf('&', at - 1)) + 1;
    const end = at + (/^[\w-]*/.exec(text.slice(at))?.[0].length ?? 0);
    return replaced(cursor, start, end, uriHeaderProposals());
  }
  const registered = (row.values ?? []).map(value => valueProposal(value, header.name));
  const items =
    registered.length > 0
      ? registered.map(item => ({ ...item, text: item.text.replace(/^<(.*)>$/, '$1') }))
      : uriProposals(place.options, methodOf(place.message) ?? '', false);
  return replaced(cursor, piece.start, piece.end, items);
}

const ADDRESS_SHAPES: ReadonlySet<string> = new Set(['nameAddr', 'nameAddrList', 'contactList', 'angleUriList']);

function elements(cursor: Cursor): Proposals {
  const { place, header, row, text, pieces, piece } = cursor;
  const words = completeWords(place, row, text, piece, cursor.at);
  if (words) {
    const whole = text.trim() === '' ? wholeValues(cursor) : [];
    return replaced(cursor, words.start, words.end, [...words.items, ...whole]);
  }
  const others = pieces
    .filter(each => each.kind === 'element' && each !== piece)
    .map(each => text.slice(each.start, each.end).trim());
  const items: Proposal[] = (row.values ?? [])
    .filter(value => !others.some(other => other.toLowerCase() === value.value.toLowerCase()))
    .map(value => valueProposal(value, header.name));
  if (allowsStar(cursor)) items.push({ label: '*', kind: CompletionItemKind.enumMember, text: '*' });
  if (CALL_ID_SHAPES.has(row.shape)) {
    items.push(...callIdProposals(place, row.name === 'Call-ID').filter(item => !others.includes(item.label)));
  }
  if (ADDRESS_SHAPES.has(row.shape)) items.push(...uriProposals(place.options, methodOf(place.message) ?? '', true));
  if (text.trim() === '') items.push(...wholeValues(cursor));
  return replaced(cursor, piece.start, piece.end, items);
}

const CALL_ID_SHAPES: ReadonlySet<string> = new Set(['callId', 'callIdParams', 'callIdList']);

/** Feature sets begin with a star; a Contact is one when a registration takes all bindings back (RFC 3261 §10.2.2). */
function allowsStar({ place, row, pieces }: Cursor): boolean {
  if (row.shape === 'starParamsList') return true;
  return row.shape === 'contactList' && pieces.length === 1 && methodOf(place.message) === 'REGISTER';
}

/** For an empty value: the usual one as a snippet, and the registry's examples. */
function wholeValues({ place, header, row, text }: Cursor): Proposal[] {
  const template = TEMPLATES[header.name]?.(templateContext(place));
  const blank = text === '' ? ' ' : '';
  const items: Proposal[] = valuesFromDocument(place, header.name).map(item => ({ ...item, text: blank + item.text }));
  if (template !== undefined) {
    const label = `${header.name} …`;
    items.push({
      label,
      kind: CompletionItemKind.snippet,
      detail: 'usual value',
      text: blank + template,
      snippet: true,
      sortText: '0',
      filterText: header.name,
    });
  }
  for (const [label, variant] of VARIANTS[header.name]?.(templateContext(place)) ?? []) {
    items.push({
      label,
      kind: CompletionItemKind.snippet,
      detail: 'with its parameters',
      text: blank + variant,
      snippet: true,
      sortText: `1${label}`,
    });
  }
  for (const example of row.examples.good.slice(0, 3)) {
    items.push({
      label: example,
      kind: CompletionItemKind.text,
      detail: 'example',
      text: blank + example,
      sortText: `8${example}`,
    });
  }
  return items;
}

function paramNames(cursor: Cursor): Proposals {
  const { place, header, row, text, pieces, piece } = cursor;
  const inUri = piece.kind === 'uri-param';
  const taken = namesBeside(text, pieces, piece);
  const question = inUri ? text.slice(piece.start, cursor.at).lastIndexOf('?') : -1;
  if (question >= 0) return uris(cursor);
  const rows = inUri ? (isTel(cursor) ? TEL_PARAMS : URI_PARAMS) : fittingParams(row, text, pieces, piece);
  const end = piece.equals < 0 ? piece.end : piece.equals;
  const items = rows
    .filter(each => !taken.has(each.name.toLowerCase()))
    .map(each => paramProposal(cursor, each, inUri));
  if (text.trim() === '') items.push(...wholeValues(cursor));
  if (inUri || row.shape !== 'auth') return replaced(cursor, piece.start, end, items);
  // A digest parameter whose value is known is offered with it.
  const known = items.map(item => {
    const value = piece.equals < 0 ? completeCredential(place, header, item.data?.name ?? '')[0] : undefined;
    return value
      ? { ...item, text: `${item.label}="${value.text}"`, snippet: false, reopen: false, detail: value.label }
      : item;
  });
  return replaced(cursor, piece.start, end, known);
}

/** The URI of a parameter is a telephone number. */
function isTel({ text, pieces, piece }: Cursor): boolean {
  const uri = pieces.findLast(each => each.kind === 'uri' && each.start <= piece.start);
  return uri !== undefined && /^\s*tel:/i.test(text.slice(uri.start, uri.end));
}

function paramProposal({ place, header, piece }: Cursor, row: ParamRow, inUri: boolean): Proposal {
  const name = row.name.replace(/\*$/, '');
  const base: Omit<Proposal, 'text'> = {
    label: name,
    kind: CompletionItemKind.property,
    sortText: `${row.required ? 0 : row.deprecated ? 2 : 1}${name}`,
    data: { kind: 'param', name: row.name, of: inUri ? 'URI' : header.name },
    ...(row.deprecated ? { tags: [1] } : {}),
  };
  // The value that is there stays.
  if (piece.equals >= 0 || row.value === 'none' || row.name.endsWith('*')) return { ...base, text: name };
  const generated = generatedValue(place, header.name, name);
  if (generated !== undefined) {
    const quotes = row.quoted === true && !generated.startsWith('"');
    return { ...base, text: `${name}=${quotes ? `"${generated}"` : generated}` };
  }
  const quoted = row.value === 'quoted' || row.value === 'quotedUri' || row.quoted === true;
  const value = row.values && row.values.length === 1 ? `\${1:${plain(row.values[0]?.value ?? '')}}` : '$1';
  const text = `${plain(name)}=${quoted ? `"${value}"` : value}`;
  return { ...base, text, snippet: true, reopen: (row.values?.length ?? 0) > 1 };
}

/** What `resolve` finds a value by: the header and its parameter, and for a cause its protocol. */
function valueOwner({ header, text, pieces, piece }: Cursor, name: string): string {
  const protocol = header.name === 'Reason' && name.toLowerCase() === 'cause' ? headOf(text, pieces, piece) : '';
  return `${header.name} ${name} ${protocol}`.trimEnd();
}

function paramValues(cursor: Cursor): Proposals {
  const { place, header, row, text, pieces, piece, at } = cursor;
  const name = text.slice(piece.start, piece.equals).trim();
  const inUri = piece.kind === 'uri-param';
  if (inUri && text.slice(piece.start, at).includes('?')) return uris(cursor);
  const param = inUri ? uriParamRow(name) : paramRow(row, name);
  const known = row.shape === 'auth' ? completeCredential(place, header, name) : [];
  const generated = generatedValue(place, header.name, name);
  const items: Proposal[] = [...known, ...tagsFromDocument(place, header.name, name.toLowerCase(), text)];
  if (generated !== undefined) {
    items.push({ label: generated, kind: CompletionItemKind.value, detail: 'new', text: generated });
  }
  const values = inUri ? param?.values : fittingValues(row, param, text, pieces, piece);
  for (const value of values ?? []) items.push(valueProposal(value, valueOwner(cursor, name)));
  const written = text.slice(piece.equals + 1, piece.end);
  const lead = written.length - written.trimStart().length;
  const inQuotes = written.trimStart().startsWith('"');
  const opening = piece.equals + 1 + lead + (inQuotes ? 1 : 0);
  // A quoted list of registered values, as the services of a contact: only the one at the cursor.
  const comma = inQuotes && values !== undefined ? text.lastIndexOf(',', at - 1) + 1 : 0;
  const start = Math.max(opening, comma);
  const closing = inQuotes ? text.indexOf('"', Math.max(start, at)) : -1;
  const end = inQuotes ? (closing >= 0 && closing < piece.end ? closing : piece.end) : piece.end;
  const wantsQuotes =
    !inQuotes && (param?.value === 'quoted' || param?.value === 'quotedUri' || param?.quoted === true);
  const quoted = wantsQuotes
    ? items.map(item => ({ ...item, text: `"${item.text}"`, filterText: `"${item.label}` }))
    : items;
  return replaced(cursor, Math.min(start, at), Math.max(end, at), quoted);
}
