/** Values built of tokens, quoted strings and parameters (RFC 3261 §25.1 and the many headers that copy it). */

import { BACKSLASH, COMMA, is, LPAREN, LWS, QUOTE, RPAREN, SEMI, SLASH, STAR, WORD } from '../chars.ts';
import { KIND } from '../kinds.ts';
import { parameter, semicolonParams } from '../params.ts';
import type { Scanner } from '../scanner.ts';
import { commaList } from './lists.ts';

/** token *(COMMA token). */
export function tokenList(s: Scanner): void {
  commaList(s, bareItem);
}

/** One token (RFC 3261 §20.26 and others). */
export function token(s: Scanner): void {
  bareItem(s);
}

/** (token / quoted-string) *(SEMI param). */
export function tokenParams(s: Scanner): void {
  item(s);
}

export function tokenParamsList(s: Scanner): void {
  commaList(s, item);
}

/** "*" *(SEMI feature-param), comma list (RFC 3841 §9.2, RFC 6809 §4.1). */
export function starParamsList(s: Scanner): void {
  commaList(s, starItem);
}

/** param *(SEMI param) with nothing before the first (RFC 7315 §5.6). */
export function paramList(s: Scanner): void {
  if (s.known?.isSingle) paramSequence(s);
  else commaList(s, paramSequence);
}

function paramSequence(s: Scanner): void {
  if (s.peek() === SEMI) s.error('parameter-empty', s.pos, s.pos + 1);
  else parameter(s, SEMI);
  semicolonParams(s);
}

/** A run without white space, comma and semicolon, or a quoted string, then *(SEMI param) (RFC 8224 §4). */
export function opaqueParams(s: Scanner): void {
  const node = s.open(KIND.item, s.pos);
  if (s.peek() === QUOTE) s.quoted();
  else opaqueToken(s);
  semicolonParams(s);
  s.close(node, s.pos);
}

function opaqueToken(s: Scanner): void {
  const start = s.pos;
  let end = start;
  while (end < s.limit) {
    const code = s.text.charCodeAt(end);
    if (code === COMMA || code === SEMI || is(code, LWS)) break;
    end++;
  }
  if (end === start) s.missing('token-expected');
  else s.leaf(KIND.token, start, end);
  s.pos = end;
}

/** "<" left "@" right ">" (RFC 2045 §7, RFC 2392). */
export function messageId(s: Scanner): void {
  const start = s.pos;
  const match = /^<[^<>@\s]+@[^<>@\s]+>$/.test(s.text.slice(start, Math.min(s.limit, start + 2000)));
  s.leaf(KIND.text, start, s.limit);
  s.pos = s.limit;
  if (!match) s.error('message-id-malformed', start, s.limit);
}

/** param *(COMMA param) (RFC 3261 §20.6). */
export function commaParamList(s: Scanner): void {
  commaList(s, commaParam);
}

/** type "/" subtype *(SEMI param) (RFC 3261 §20.15). */
export function mediaType(s: Scanner): void {
  // m-parameter has a value; only accept-param may be a flag.
  mediaItem(s, true);
}

export function mediaRangeList(s: Scanner): void {
  commaList(s, mediaRange);
}

function mediaRange(s: Scanner): void {
  mediaItem(s, false);
}

/** token *(SEMI token) (RFC 3323 §4.2). */
export function semicolonTokenList(s: Scanner): void {
  for (;;) {
    s.skipLws();
    if (s.peek() === SEMI || s.atEnd())
      s.error('element-empty', Math.max(0, s.pos - (s.atEnd() ? 1 : 0)), s.pos + (s.atEnd() ? 0 : 1));
    else bareItem(s);
    s.skipLws();
    if (s.peek() !== SEMI) return;
    s.pos++;
  }
}

/** Anything. */
export function freeText(s: Scanner): void {
  if (s.atEnd()) return;
  s.leaf(KIND.text, s.pos, s.limit);
  s.pos = s.limit;
}

/** 1*DIGIT "." 1*DIGIT (RFC 3261 §20.24). */
export function version(s: Scanner): void {
  const start = s.pos;
  const match = /^\d+\.\d+/.exec(s.text.slice(start, Math.min(s.limit, start + 24)));
  if (!match) {
    s.missing('decimal-expected');
    return;
  }
  s.leaf(KIND.decimal, start, start + match[0].length);
  s.pos = start + match[0].length;
}

function bareItem(s: Scanner): void {
  const node = s.open(KIND.item, s.pos);
  s.token(KIND.token);
  s.close(node, s.pos);
}

function item(s: Scanner): void {
  const node = s.open(KIND.item, s.pos);
  if (s.peek() === QUOTE) s.quoted();
  else s.token(KIND.token);
  semicolonParams(s);
  s.close(node, s.pos);
}

function starItem(s: Scanner): void {
  const node = s.open(KIND.item, s.pos);
  if (s.peek() === STAR) {
    s.leaf(KIND.star, s.pos, s.pos + 1);
    s.pos++;
  } else s.missing('star-expected');
  semicolonParams(s);
  s.close(node, s.pos);
}

function commaParam(s: Scanner): void {
  parameter(s, COMMA);
}

function mediaItem(s: Scanner, needValues: boolean): void {
  const start = s.pos;
  const node = s.open(KIND.item, start);
  if (s.token(KIND['media-type'], 'media-type-malformed')) {
    const before = s.pos;
    s.skipLws();
    if (s.peek() === SLASH) {
      s.pos++;
      s.skipLws();
      s.token(KIND['media-subtype'], 'media-type-malformed');
    } else {
      s.pos = before;
      s.leaf(KIND.missing, before, before);
      s.error('media-type-malformed', start, Math.max(before, s.run(WORD)));
    }
  }
  semicolonParams(s, needValues);
  s.close(node, s.pos);
}

/** A comment in parentheses, with nesting and escapes (RFC 3261 §25.1). */
export function comment(s: Scanner): void {
  const start = s.pos;
  let depth = 0;
  let pos = start;
  while (pos < s.limit) {
    const code = s.text.charCodeAt(pos);
    if (code === BACKSLASH) pos++;
    else if (code === LPAREN) depth++;
    else if (code === RPAREN && --depth === 0) {
      s.leaf(KIND['comment-text'], start, pos + 1);
      s.pos = pos + 1;
      return;
    }
    pos++;
  }
  s.stray('comment-unclosed', start, s.limit);
}
