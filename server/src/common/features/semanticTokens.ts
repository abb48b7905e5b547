/** textDocument/semanticTokens: full, range and delta, from the syntax tree; the tokens of a message are kept with it. */

import { headerRow } from '../registry/index.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { NodeKind } from '../syntax/kinds.ts';
import { positionIn } from '../syntax/lines.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { textOf, treeOf } from '../syntax/tree.ts';
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

/** Five numbers a token: line within the message, character, length, type, modifiers. */
type MessageTokens = readonly number[];

const cache = new WeakMap<SipMessage, MessageTokens>();

function tokensOf(message: SipMessage): MessageTokens {
  const known = cache.get(message);
  if (known) return known;
  const tokens: number[] = [];
  collect(message, treeOf(message), tokens);
  cache.set(message, tokens);
  return tokens;
}

function collect(message: SipMessage, node: SyntaxNode, tokens: number[]): void {
  if (node.kind === 'header-name') {
    const row = headerRow(textOf(message, node));
    const modifiers = (row ? KNOWN : 0) | (row?.status === 'deprecated' ? DEPRECATED : 0);
    push(message, node, row ? 'property' : 'variable', modifiers, tokens);
    return;
  }
  const type = TYPE_OF[node.kind];
  if (type) push(message, node, type, 0, tokens);
  else if (node.kind === 'param-value' && node.children.length === 0) push(message, node, 'string', 0, tokens);
  else for (const child of node.children) collect(message, child, tokens);
}

/** A token that spans lines becomes one token a line, since few editors take longer ones. */
function push(message: SipMessage, node: SyntaxNode, type: TokenType, modifiers: number, tokens: number[]): void {
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

/** The protocol's encoding: each line and character relative to the token before. */
export function semanticTokens(document: SipDocument, range?: Range): number[] {
  const data: number[] = [];
  let lastLine = 0;
  let lastCharacter = 0;
  const from = range?.start.line ?? 0;
  const to = range?.end.line ?? Number.POSITIVE_INFINITY;
  for (const [index, message] of document.messages.entries()) {
    const first = document.lines[index] ?? 0;
    if (first > to) break;
    if ((document.lines[index + 1] ?? 0) < from) continue;
    const tokens = tokensOf(message);
    for (let i = 0; i < tokens.length; i += 5) {
      const line = first + (tokens[i] ?? 0);
      if (line < from || line > to) continue;
      const character = tokens[i + 1] ?? 0;
      data.push(line - lastLine, line === lastLine ? character - lastCharacter : character);
      data.push(tokens[i + 2] ?? 0, tokens[i + 3] ?? 0, tokens[i + 4] ?? 0);
      lastLine = line;
      lastCharacter = character;
    }
  }
  return data;
}

export interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: number[];
}

/** The one edit that turns `before` into `after`: what is left when the common beginning and end are taken away. */
export function tokenEdits(before: readonly number[], after: readonly number[]): TokenEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (start === before.length && start === after.length) return [];
  return [{ start, deleteCount: before.length - start - tail, data: after.slice(start, after.length - tail) }];
}
