/** textDocument/semanticTokens: full, range and delta, from the syntax tree; the tokens of a message are kept with it. */

import { bodyTokens, parseBody, type Span } from '../bodies/index.ts';
import { headerRow } from '../registry/index.ts';
import type { SipDocument } from '../syntax/document.ts';
import { messageAtLine } from '../syntax/document.ts';
import type { NodeKind } from '../syntax/kinds.ts';
import { positionIn } from '../syntax/lines.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { rootOf, textOf } from '../syntax/tree.ts';
import type { Range } from './types.ts';

/** Standard types only, so that every theme and editor colours them. */
export const TOKEN_TYPES = [
  'keyword',
  'method',
  'number',
  'string',
  'property',
  'variable',
  'namespace',
  'type',
  'parameter',
  'enumMember',
  'comment',
  'decorator',
  'macro',
  'label',
] as const;
export const TOKEN_MODIFIERS = ['deprecated', 'defaultLibrary'] as const;

type TokenType = (typeof TOKEN_TYPES)[number];
const DEPRECATED = 1;
const KNOWN = 2;

/** Kinds that are a token as they stand; a kind that is missing here is coloured by what it contains, or not at all. */
const TYPE_OF: { readonly [kind in NodeKind]?: TokenType } = {
  'separator-title': 'macro',
  comment: 'comment',
  prose: 'comment',
  'directive-key': 'decorator',
  'directive-value': 'string',
  method: 'method',
  'sip-version': 'keyword',
  'status-code': 'number',
  'reason-phrase': 'string',
  'display-name': 'string',
  star: 'keyword',
  scheme: 'namespace',
  user: 'variable',
  password: 'variable',
  host: 'type',
  port: 'number',
  'param-name': 'parameter',
  token: 'enumMember',
  'quoted-string': 'string',
  integer: 'number',
  decimal: 'number',
  protocol: 'keyword',
  transport: 'keyword',
  'call-id': 'variable',
  'media-type': 'enumMember',
  'media-subtype': 'enumMember',
  language: 'enumMember',
  date: 'string',
  'warn-code': 'number',
  'warn-agent': 'type',
};

/**
 * The tokens of one message in the protocol's encoding, as if the message were a document: five numbers a token, line
 * and character relative to the token before. Only the first line depends on where the message stands.
 */
interface MessageTokens {
  readonly data: readonly number[];
  /** Line of the last token, counted in the message. */
  readonly lastLine: number;
}

const cache = new WeakMap<SipMessage, MessageTokens>();

function tokensOf(message: SipMessage): MessageTokens {
  const known = cache.get(message);
  if (known) return known;
  const absolute: number[] = [];
  // Not `treeOf`, which would keep the nodes of every message of the document.
  collect(message, rootOf(message), absolute);
  const encoder = new Encoder();
  for (let i = 0; i < absolute.length; i += 5) {
    const [line = 0, character = 0, length = 0, type = 0, modifiers = 0] = absolute.slice(i, i + 5);
    encoder.add(line, character, length, type, modifiers);
  }
  const tokens = { data: encoder.data, lastLine: encoder.line };
  cache.set(message, tokens);
  return tokens;
}

/** Writes tokens relative to the one before. */
class Encoder {
  readonly data: number[] = [];
  line: number;
  #character = 0;

  /** `line` is the line of the token before. */
  constructor(line = 0) {
    this.line = line;
  }

  add(line: number, character: number, length: number, type: number, modifiers: number): void {
    const onSameLine = this.data.length > 0 && line === this.line;
    this.data.push(line - this.line, onSameLine ? character - this.#character : character, length, type, modifiers);
    this.line = line;
    this.#character = character;
  }

  /** All tokens of a message that begins at `firstLine`: no two messages share a line. */
  addMessage({ data, lastLine }: MessageTokens, firstLine: number): void {
    if (data.length === 0) return;
    this.data.push(firstLine + (data[0] ?? 0) - this.line);
    for (let i = 1; i < data.length; i++) this.data.push(data[i] ?? 0);
    this.line = firstLine + lastLine;
  }
}

function collect(message: SipMessage, node: SyntaxNode, tokens: number[]): void {
  if (node.kind === 'header-name') {
    const row = headerRow(textOf(message, node));
    const modifiers = (row ? KNOWN : 0) | (row?.status === 'deprecated' ? DEPRECATED : 0);
    push(message, node, row ? 'property' : 'label', modifiers, tokens);
    return;
  }
  if (node.kind === 'body') {
    const body = parseBody(message);
    for (const token of body ? bodyTokens(body) : []) push(message, token, token.type, 0, tokens);
    return;
  }
  const type = TYPE_OF[node.kind];
  if (type) push(message, node, type, 0, tokens);
  else if (node.kind === 'param-value' && node.children.length === 0) push(message, node, 'string', 0, tokens);
  else for (const child of node.children) collect(message, child, tokens);
}

/** Line, character, length, type, modifiers; a token that spans lines becomes one a line, since few editors take longer. */
function push(message: SipMessage, node: Span, type: TokenType, modifiers: number, tokens: number[]): void {
  let start = node.start;
  for (const part of message.text.slice(node.start, node.end).split('\n')) {
    const length = part.endsWith('\r') ? part.length - 1 : part.length;
    if (length > 0) {
      const at = positionIn(message, start);
      tokens.push(at.line, at.character, length, TOKEN_TYPES.indexOf(type), modifiers);
    }
    start += part.length + 1;
  }
}

/** textDocument/semanticTokens/full. */
export function semanticTokens(document: SipDocument): number[] {
  return encoded(document, 0, document.messages.length, 0).data;
}

/** The messages from `from` to before `to`, when the last token before them is on `line`. */
function encoded(document: SipDocument, from: number, to: number, line: number): Encoder {
  const encoder = new Encoder(line);
  for (let index = from; index < to; index++) {
    const message = document.messages[index];
    if (message) encoder.addMessage(tokensOf(message), document.lines[index] ?? 0);
  }
  return encoder;
}

/** textDocument/semanticTokens/range: the tokens on the lines of the range. */
export function semanticTokensInRange(document: SipDocument, range: Range): number[] {
  const encoder = new Encoder();
  const first = messageAtLine(document, range.start.line);
  const last = messageAtLine(document, range.end.line);
  for (let index = first; index <= last; index++) {
    const message = document.messages[index];
    const { data } = message ? tokensOf(message) : { data: [] };
    let line = document.lines[index] ?? 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
      line += lines;
      character = lines === 0 ? character + characters : characters;
      if (line >= range.start.line && line <= range.end.line) encoder.add(line, character, length, type, modifiers);
    }
  }
  return encoder.data;
}

export interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: number[];
}

/**
 * textDocument/semanticTokens/full/delta: the one edit between two states of a document. Messages that both have at the
 * beginning and at the end are not looked at, so it costs what was edited, not what the file is long.
 */
export function semanticTokenEdits(before: SipDocument, after: SipDocument): TokenEdit[] {
  const shorter = Math.min(before.messages.length, after.messages.length);
  let from = 0;
  while (from < shorter && before.messages[from] === after.messages[from]) from++;
  let kept = 0;
  while (kept < shorter - from && before.messages.at(-1 - kept) === after.messages.at(-1 - kept)) kept++;
  let start = 0;
  let line = 0;
  for (let index = 0; index < from; index++) {
    const tokens = tokensAt(after, index);
    start += tokens.data.length;
    if (tokens.data.length > 0) line = (after.lines[index] ?? 0) + tokens.lastLine;
  }
  let deleteCount = 0;
  for (let index = from; index < before.messages.length - kept; index++)
    deleteCount += tokensAt(before, index).data.length;
  const end = after.messages.length - kept;
  const encoder = encoded(after, from, end, line);
  // The first token behind counts its line from the last one that changed.
  const next = firstWithTokens(after, end);
  if (next !== undefined) {
    const { data } = tokensAt(after, next);
    encoder.addMessage({ data: data.slice(0, 5), lastLine: 0 }, after.lines[next] ?? 0);
    deleteCount += 5;
  }
  return deleteCount === 0 && encoder.data.length === 0 ? [] : [{ start, deleteCount, data: encoder.data }];
}

function tokensAt(document: SipDocument, index: number): MessageTokens {
  const message = document.messages[index];
  return message ? tokensOf(message) : { data: [], lastLine: 0 };
}

function firstWithTokens(document: SipDocument, from: number): number | undefined {
  for (let index = from; index < document.messages.length; index++) {
    if (tokensAt(document, index).data.length > 0) return index;
  }
  return undefined;
}
