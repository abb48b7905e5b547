/** name-addr and addr-spec with parameters: From, To, Contact, Route and their like (RFC 3261 §20.10, §25.1). */

import { COMMA, GREATER, is, LESS, LWS, QUESTION, QUOTE, SEMI, STAR, TOKEN } from '../chars.ts';
import { KIND } from '../kinds.ts';
import { semicolonParams } from '../params.ts';
import { plainUri } from '../plainUri.ts';
import type { Scanner } from '../scanner.ts';
import { angleEnd, schemeEnd, uri } from '../uri.ts';
import { commaList } from './lists.ts';

export function nameAddr(s: Scanner): void {
  address(s);
}

export function nameAddrList(s: Scanner): void {
  commaList(s, address);
}

/** STAR / (contact-param *(COMMA contact-param)). */
export function contactList(s: Scanner): void {
  commaList(s, starOrAddress);
}

/** "<" URI ">" *( SEMI param ), comma list. */
export function angleUriList(s: Scanner): void {
  commaList(s, angleAddress);
}

/** One bare absolute URI, the whole value. */
export function bareUri(s: Scanner): void {
  uri(s, s.limit);
}

/** A comma list of bare absolute URIs (RFC 6050 §4.1). */
export function uriList(s: Scanner): void {
  commaList(s, listedUri);
}

function listedUri(s: Scanner): void {
  const node = s.open(KIND.item, s.pos);
  let end = s.pos;
  while (end < s.limit && s.text.charCodeAt(end) !== COMMA && !is(s.text.charCodeAt(end), LWS)) end++;
  uri(s, end);
  s.close(node, end);
}

function starOrAddress(s: Scanner): void {
  if (s.peek() !== STAR || !standsAlone(s)) {
    address(s);
    return;
  }
  const start = s.pos;
  const node = s.open(KIND.address, start);
  s.leaf(KIND.star, start, start + 1);
  s.pos++;
  semicolonParams(s);
  s.close(node, s.pos);
  s.skipLws();
  if (s.peek() === COMMA || isInList(s, start)) s.error('star-not-alone', start, start + 1);
}

/** A comma stands before `start`. */
function isInList(s: Scanner, start: number): boolean {
  let pos = start - 1;
  while (pos > s.origin && is(s.text.charCodeAt(pos), LWS)) pos--;
  return s.text.charCodeAt(pos) === COMMA;
}

/** The star at `pos` is not the beginning of a display name. */
function standsAlone(s: Scanner): boolean {
  let pos = s.pos + 1;
  while (pos < s.limit && is(s.text.charCodeAt(pos), LWS)) pos++;
  if (pos >= s.limit) return true;
  const code = s.text.charCodeAt(pos);
  return code === COMMA || code === SEMI;
}

function angleAddress(s: Scanner): void {
  if (s.peek() === LESS) {
    address(s);
    return;
  }
  const errors = s.errors.length;
  const start = s.pos;
  address(s);
  if (s.errors.length === errors) s.error('angle-missing', start, s.pos);
}

/** [display-name] "<" URI ">" / addr-spec, then parameters. */
export function address(s: Scanner): void {
  const start = s.pos;
  const node = s.open(KIND.address, start);
  const code = s.peek();
  if (code === LESS) angleUri(s);
  else if (code === QUOTE) quotedName(s);
  else {
    const end = displayNameEnd(s);
    if (end >= 0) plainName(s, end);
    else if (schemeEnd(s) >= 0) addrSpec(s);
    else unquotedName(s);
  }
  // Some headers take no parameters (RFC 3325 §9.1): what follows is then text that does not belong there.
  if (s.known?.takesParams !== false) semicolonParams(s);
  s.close(node, Math.max(start, s.pos));
}

function quotedName(s: Scanner): void {
  s.quoted();
  s.skipLws();
  if (s.peek() === LESS) angleUri(s);
  else s.missing('uri-missing');
}

/** End of `*(token LWS)` before a `<`, or -1 when something else stands there. */
function displayNameEnd(s: Scanner): number {
  const end = s.run(TOKEN | LWS);
  return end < s.limit && s.text.charCodeAt(end) === LESS ? end : -1;
}

function plainName(s: Scanner, end: number): void {
  s.leaf(KIND['display-name'], s.pos, s.trimmed(s.pos, end));
  s.pos = end;
  angleUri(s);
}

/** A URI without brackets: it ends at white space, a comma, a semicolon or a question mark (RFC 3261 §20). */
function addrSpec(s: Scanner): void {
  const start = s.pos;
  let end = start;
  while (end < s.limit) {
    const code = s.text.charCodeAt(end);
    if (code === COMMA || code === SEMI || code === QUESTION || code === LESS || code === GREATER || is(code, LWS))
      break;
    end++;
  }
  const errors = s.errors.length;
  const close = closingAngle(s, end);
  if (close >= 0) {
    uri(s, close);
    s.errors.length = errors;
    s.error('angle-unopened', start, close + 1);
    s.pos = close + 1;
    return;
  }
  uri(s, end);
  if (s.peek() !== QUESTION) {
    if (s.known?.needsBrackets && s.errors.length === errors) s.error('angle-missing', start, end);
    return;
  }
  const stop = s.upToSeparator(SEMI, COMMA);
  s.error('address-needs-brackets', start, s.trimmed(start, stop));
  s.leaf(KIND.error, end, s.trimmed(end, stop));
  s.pos = stop;
}

/** Position of the `>` of a URI that no `<` opened, -1 without one before the next address or white space. */
function closingAngle(s: Scanner, from: number): number {
  for (let pos = from; pos < s.limit; pos++) {
    const code = s.text.charCodeAt(pos);
    if (code === GREATER) return pos;
    if (code === LESS || code === COMMA || code === QUOTE || is(code, LWS)) return -1;
  }
  return -1;
}

/** Text that is neither a display name nor a URI: if a `<` follows it was meant as a display name. */
function unquotedName(s: Scanner): void {
  const start = s.pos;
  let open = start;
  while (open < s.limit) {
    const code = s.text.charCodeAt(open);
    if (code === LESS || code === QUOTE) break;
    open++;
  }
  if (open < s.limit && s.text.charCodeAt(open) === LESS) {
    const end = s.trimmed(start, open);
    s.error('display-name-needs-quotes', start, end);
    s.leaf(KIND['display-name'], start, end);
    s.pos = open;
    angleUri(s);
    return;
  }
  const stop = s.upToSeparator(SEMI, COMMA);
  if (stop === start) s.missing('uri-missing');
  else s.stray('uri-scheme-missing', start, stop);
}

/** "<" URI ">" at `pos`. */
function angleUri(s: Scanner): void {
  const open = s.pos;
  s.pos++;
  if (plainUri(s, GREATER)) {
    s.pos++;
    return;
  }
  const close = angleEnd(s);
  if (close < 0) {
    unclosedAngle(s, open);
    return;
  }
  let start = s.pos;
  while (start < close && is(s.text.charCodeAt(start), LWS)) start++;
  const end = s.trimmed(start, close);
  if (start > s.pos && start < end) s.error('angle-space', s.pos, start);
  else if (end < close && start < end) s.error('angle-space', end, close);
  s.pos = start;
  uri(s, end, s.at);
  s.pos = close + 1;
}

function unclosedAngle(s: Scanner, open: number): void {
  let end = s.pos;
  while (end < s.limit) {
    const code = s.text.charCodeAt(end);
    if (code === COMMA || code === LESS || is(code, LWS)) break;
    end++;
  }
  const errors = s.errors.length;
  uri(s, end);
  s.errors.length = errors;
  s.error('angle-unclosed', open, end);
  s.pos = end;
}
