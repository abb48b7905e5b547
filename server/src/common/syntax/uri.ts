/** URIs: SIP and SIPS in full (RFC 3261 §19.1), tel (RFC 3966), anything else as scheme and opaque part. */

import {
  AMPERSAND,
  AT,
  COLON,
  DIGIT,
  EQUAL,
  GREATER,
  HEX,
  HOST,
  is,
  LBRACKET,
  LESS,
  LETTER_A,
  LETTER_Z,
  PERCENT,
  QUESTION,
  SCHEME,
  SEMI,
  TOKEN,
  URI_OPAQUE,
  URI_PARAM,
  USER,
} from './chars.ts';
import type { ErrorCode } from './errors.ts';
import { isIpv6 } from './hosts.ts';
import { KIND } from './kinds.ts';
import { plainUri } from './plainUri.ts';
import type { Scanner } from './scanner.ts';

/**
 * Parses the URI from `pos` to `end`, all of it; faults are marked inside. The caller has found the end, and perhaps
 * also the first `@`, which is -1 when there is none.
 */
export function uri(s: Scanner, end: number, at?: number): void {
  const start = s.pos;
  const limit = s.limit;
  s.limit = end;
  if (plainUri(s, -1)) {
    s.limit = limit;
    return;
  }
  const node = s.open(KIND.uri, start);
  const errors = s.errors.length;
  const colon = schemeEnd(s);
  if (colon < 0) {
    const isBracketed = s.text.charCodeAt(start) === LESS && s.text.charCodeAt(end - 1) === GREATER;
    s.stray(start === end ? 'uri-missing' : isBracketed ? 'uri-brackets' : 'uri-scheme-missing', start, end);
  } else {
    s.leaf(KIND.scheme, start, colon);
    s.pos = colon + 1;
    if (isScheme(s.text, start, colon, 'sip') || isScheme(s.text, start, colon, 'sips'))
      sipUri(s, end, at ?? positionOfAt(s.text, start, end));
    else if (isScheme(s.text, start, colon, 'tel')) telUri(s, end);
    else opaque(s, end);
    // One mistake, one error: what could not be read is marked only when nothing before it was.
    if (s.pos < end) {
      if (s.errors.length === errors) s.stray('uri-character', s.pos, end);
      else s.leaf(KIND.error, s.pos, end);
    }
  }
  s.close(node, end);
  s.limit = limit;
  s.pos = end;
}

/** Position of the colon after a scheme at `pos`, which begins with a letter, or -1. */
export function schemeEnd(s: Scanner): number {
  const end = s.run(SCHEME);
  const letter = s.peek() | 32;
  return letter >= LETTER_A && letter <= LETTER_Z && end < s.limit && s.text.charCodeAt(end) === COLON ? end : -1;
}

/** Case-insensitive comparison of `text[start, end)` with a lower-case ASCII word, without making a string. */
function isScheme(text: string, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let i = 0; i < word.length; i++) {
    if ((text.charCodeAt(start + i) | 32) !== word.charCodeAt(i)) return false;
  }
  return true;
}

function sipUri(s: Scanner, end: number, at: number): void {
  if (at >= 0) userInfo(s, at);
  hostPort(s, 'host-missing');
  uriParams(s, end);
  if (s.peek() === QUESTION) uriHeaders(s, end);
}

function positionOfAt(text: string, from: number, end: number): number {
  for (let pos = from; pos < end; pos++) if (text.charCodeAt(pos) === AT) return pos;
  return -1;
}

function userInfo(s: Scanner, at: number): void {
  const start = s.pos;
  const userEnd = charactersEnd(s, USER, at);
  if (userEnd === start && at === start) s.error('user-empty', start, at + 1);
  s.leaf(KIND.user, start, userEnd);
  s.pos = userEnd;
  if (userEnd < at && s.text.charCodeAt(userEnd) === COLON) {
    s.pos = userEnd + 1;
    const passwordEnd = charactersEnd(s, USER, at);
    s.leaf(KIND.password, s.pos, passwordEnd);
    s.pos = passwordEnd;
  }
  if (s.pos < at) s.stray('uri-character', s.pos, at);
  s.pos = at + 1;
}

/** End of the run of characters of a class with their escapes, or a stop character; a bad escape is marked and passed. */
function charactersEnd(s: Scanner, flags: number, limit: number, stop = -1): number {
  const text = s.text;
  let pos = s.pos;
  while (pos < limit) {
    const code = text.charCodeAt(pos);
    if (code === stop) break;
    if (is(code, flags)) pos++;
    else if (code !== PERCENT) break;
    else if (s.escapeAt(pos)) pos += 3;
    else {
      s.error('uri-escape', pos, Math.min(pos + 3, limit));
      pos++;
    }
  }
  return pos;
}

/** host [":" port] at `pos`: nodes `host` and `port`. */
export function hostPort(s: Scanner, missing: ErrorCode): void {
  host(s, missing);
  if (!s.passes(COLON)) return;
  const end = s.run(DIGIT);
  if (end === s.pos) s.missing('port-malformed');
  else s.leaf(KIND.port, s.pos, end);
  s.pos = end;
}

/** hostname, IPv4 address or IPv6 reference at `pos`. */
export function host(s: Scanner, missing: ErrorCode): void {
  const start = s.pos;
  if (s.peek() === LBRACKET) {
    const end = s.bracketEnd();
    if (end < 0) {
      const stop = s.run(TOKEN | URI_OPAQUE);
      s.stray('ipv6-unclosed', start, stop);
      return;
    }
    s.leaf(KIND.host, start, end);
    if (!isIpv6(s.text, start + 1, end - 1)) s.error('ipv6-malformed', start, end);
    s.pos = end;
    return;
  }
  const end = s.run(HOST);
  if (end === start) {
    const stop = s.run(TOKEN);
    if (stop === start) s.missing(missing);
    else s.stray('host-character', start, stop);
    return;
  }
  s.pos = end;
  if (s.peek() === COLON && bareIpv6(s, start)) return;
  s.leaf(KIND.host, start, end);
  if (is(s.peek(), TOKEN)) s.stray('host-character', end, s.run(TOKEN));
}

/** An IPv6 address without brackets, as people write it: marked whole, so that its colons are no port. */
function bareIpv6(s: Scanner, start: number): boolean {
  const text = s.text;
  for (let at = start; at < s.pos; at++) if (!is(text.charCodeAt(at), HEX)) return false;
  let pos = s.pos;
  while (pos < s.limit && (is(text.charCodeAt(pos), HOST) || text.charCodeAt(pos) === COLON)) pos++;
  if (!isIpv6(text, start, pos)) return false;
  s.leaf(KIND.host, start, pos);
  s.error('ipv6-needs-brackets', start, pos);
  s.pos = pos;
  return true;
}

function uriParams(s: Scanner, end: number): void {
  while (s.peek() === SEMI) {
    s.pos++;
    uriPair(s, KIND['uri-param'], end, 'parameter-empty');
  }
}

function uriHeaders(s: Scanner, end: number): void {
  do {
    s.pos++;
    uriPair(s, KIND['uri-header'], end, 'parameter-empty');
  } while (s.peek() === AMPERSAND);
}

/** name ["=" value] of a URI parameter or URI header. */
function uriPair(s: Scanner, kind: number, end: number, empty: ErrorCode): void {
  const start = s.pos;
  // `?` and `&` are legal inside a parameter, but end a header pair: RFC 3261 §25.1 paramchar and hnv-unreserved.
  const nameEnd = pairEnd(s, kind, end);
  if (nameEnd === start) {
    s.error(empty, start - 1, start);
    return;
  }
  const node = s.open(kind, start);
  s.leaf(KIND['param-name'], start, nameEnd);
  s.pos = nameEnd;
  if (s.peek() === EQUAL) {
    s.pos++;
    const valueEnd = pairEnd(s, kind, end);
    if (valueEnd === s.pos && kind === KIND['uri-param']) s.missing('parameter-value-missing');
    else s.leaf(KIND['param-value'], s.pos, valueEnd);
    s.pos = valueEnd;
  }
  s.close(node, s.pos);
}

function pairEnd(s: Scanner, kind: number, end: number): number {
  return charactersEnd(s, URI_PARAM, end, kind === KIND['uri-param'] ? QUESTION : AMPERSAND);
}

function telUri(s: Scanner, end: number): void {
  const start = s.pos;
  const stop = charactersEnd(s, USER, end);
  let numberEnd = start;
  while (numberEnd < stop && s.text.charCodeAt(numberEnd) !== SEMI) numberEnd++;
  // RFC 3966 also allows "#" in a local number.
  if (numberEnd === start) s.missing('uri-missing');
  else s.leaf(KIND.user, start, numberEnd);
  s.pos = numberEnd;
  uriParams(s, end);
}

function opaque(s: Scanner, end: number): void {
  const start = s.pos;
  const stop = charactersEnd(s, URI_OPAQUE, end);
  if (stop === start) s.missing('uri-missing');
  else s.leaf(KIND.opaque, start, stop);
  s.pos = stop;
}

/**
 * End of a URI between angle brackets that begins at `pos`: the `>`; -1 when there is none before another `<`.
 * Leaves the position of the first `@` on the way in `s.at`, -1 when there is none.
 */
export function angleEnd(s: Scanner): number {
  const { text, limit } = s;
  s.at = -1;
  for (let pos = s.pos; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === GREATER) return pos;
    if (code === LESS) return -1;
    if (code === AT && s.at < 0) s.at = pos;
  }
  return -1;
}
