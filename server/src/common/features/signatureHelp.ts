/** textDocument/signatureHelp: the grammar of the value under the cursor, with the part at the cursor marked. */

import type { HeaderRow, ParamRow, ShapeName } from '../registry/types.ts';
import type { SipDocument } from '../syntax/document.ts';
import { headersOf } from '../syntax/views.ts';
import { describeParam } from './describe.ts';
import { lineAt, placeAt } from './locate.ts';
import { paragraphs, specLink } from './markdown.ts';
import type { Piece } from './pieces.ts';
import { pieceAt, piecesOf } from './pieces.ts';
import type { Position, SignatureHelp } from './types.ts';

/** One part of a value's grammar; `param` is set for parameters. */
interface Part {
  readonly text: string;
  readonly param?: ParamRow;
}

/** What stands before the parameters, part by part, as a person would write it down. */
const HEADS: { readonly [shape in ShapeName]: readonly string[] } = {
  text: [],
  integer: ['number'],
  integerParams: ['number'],
  cseq: ['number', ' METHOD'],
  rack: ['response-number', ' CSeq-number', ' METHOD'],
  callId: ['word[@word]'],
  callIdParams: ['Call-ID'],
  callIdList: ['Call-ID', ', …'],
  nameAddr: ['["name"] <URI>'],
  nameAddrList: ['["name"] <URI>'],
  contactList: ['["name"] <URI>'],
  angleUriList: ['<URI>'],
  uri: ['URI'],
  uriList: ['URI', ', …'],
  messageId: ['<left@right>'],
  token: ['token'],
  viaList: ['SIP/2.0/transport', ' host[:port]'],
  tokenList: ['token', ', …'],
  tokenParams: ['token'],
  tokenParamsList: ['token'],
  opaqueParams: ['value'],
  mediaType: ['type/subtype'],
  mediaRangeList: ['type/subtype'],
  starParamsList: ['*'],
  paramList: [],
  commaParamList: [],
  auth: ['Digest'],
  semicolonTokenList: ['token', ';…'],
  date: ['Sat, 13 Nov 2010 23:29:00 GMT'],
  timestamp: ['seconds', ' delay'],
  version: ['major.minor'],
  warningList: ['code', ' agent', ' "text"'],
};

/** Shapes whose head is words with blanks between. */
const WORDS: ReadonlySet<ShapeName> = new Set<ShapeName>(['cseq', 'rack', 'viaList', 'timestamp', 'warningList']);

/** Separator in front of each parameter but the first of a bare list. */
function separatorOf(shape: ShapeName): string {
  return shape === 'auth' || shape === 'commaParamList' ? ', ' : ';';
}

function partsOf(row: HeaderRow): Part[] {
  const parts: Part[] = HEADS[row.shape].map(text => ({ text }));
  const separator = separatorOf(row.shape);
  for (const param of row.params ?? []) {
    const lead = parts.length === 0 ? '' : row.shape === 'auth' && parts.length === 1 ? ' ' : separator;
    const written = `${lead}${param.name}${writtenValue(param)}`;
    parts.push({ text: param.required ? written : `[${written}]`, param });
  }
  return parts;
}

function writtenValue(param: ParamRow): string {
  if (param.value === 'none') return '';
  const quoted = param.value === 'quoted' || param.value === 'quotedUri' || param.quoted === true;
  return quoted ? '="…"' : '=…';
}

export function signatureHelp(document: SipDocument, position: Position): SignatureHelp | null {
  const place = placeAt(document, position);
  if (!place) return null;
  const { message, offset } = place;
  const line = lineAt(message, offset);
  const header = headersOf(message).find(each => each.start <= offset && offset <= Math.max(each.end, line.end));
  const row = header?.row;
  if (!header || !row || (line.start > header.start && !/^[ \t]/.test(line.text))) return null;
  const base = message.text.indexOf(':', header.start) + 1;
  if (base === 0 || offset < base) return null;
  const parts = partsOf(row);
  if (parts.length === 0) return null;
  const text = message.text.slice(base, Math.max(header.end, line.end));
  const active = activePart(text, row, parts, offset - base);
  return { signatures: [signature(row, parts, active)], activeSignature: 0, activeParameter: active };
}

function signature(row: HeaderRow, parts: readonly Part[], active: number): SignatureHelp['signatures'][number] {
  let label = `${row.name}: `;
  const parameters = parts.map(part => {
    const start = label.length;
    label += part.text;
    const range: [number, number] = [start, label.length];
    const value = part.param && describeParam(part.param, row.name);
    return value === undefined
      ? { label: range }
      : { label: range, documentation: { kind: 'markdown' as const, value } };
  });
  const value = paragraphs(row.doc, specLink(row.spec));
  return { label, documentation: { kind: 'markdown', value }, parameters, activeParameter: active };
}

/** Index of the part at the cursor; past the end, which marks nothing, for a parameter that the registry does not know. */
function activePart(text: string, row: HeaderRow, parts: readonly Part[], at: number): number {
  const piece = pieceAt(piecesOf(text, row.shape), at);
  if (!piece) return 0;
  if (piece.kind === 'param') return activeParam(text, piece, parts);
  if (piece.kind !== 'element' || !WORDS.has(row.shape)) return 0;
  const words = text.slice(piece.start, at).trimStart().split(/\s+/).length - 1;
  const heads = parts.filter(part => part.param === undefined).length;
  return Math.min(words, Math.max(0, heads - 1));
}

function activeParam(text: string, piece: Piece, parts: readonly Part[]): number {
  const name = text
    .slice(piece.start, piece.equals < 0 ? piece.end : piece.equals)
    .trim()
    .toLowerCase();
  const index = parts.findIndex(({ param }) => {
    const known = param?.name.toLowerCase();
    return known !== undefined && (known === name || (known.endsWith('*') && name.startsWith(known.slice(0, -1))));
  });
  return index >= 0 ? index : parts.length;
}
