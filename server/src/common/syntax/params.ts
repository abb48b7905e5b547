/** Parameters after a semicolon or between commas: name, `=`, token, host, quoted string or angle-bracketed URI. */

import { COLON, COMMA, EQUAL, HOST, is, LESS, LWS, QUOTE, SEMI, SP, TOKEN } from './chars.ts';
import { isIpv6 } from './hosts.ts';
import { KIND } from './kinds.ts';
import type { Scanner } from './scanner.ts';
import { angleEnd, uri } from './uri.ts';

/** *( SEMI parameter ). Leaves `pos` where no semicolon follows. */
export function semicolonParams(s: Scanner, needValues = false): void {
  for (;;) {
    if (plainParameter(s, needValues)) continue;
    const before = s.pos;
    if (!s.passes(SEMI)) return;
    const next = s.peek();
    if (next === SEMI || next === COMMA || next < 0) emptyParams(s, s.text.indexOf(';', before));
    else parameter(s, SEMI, needValues);
  }
}

/**
 * `;name` or `;name=token` at `pos`, with no white space but spaces after the semicolon, as nearly all parameters are
 * written: read in one go. False and no movement for anything else; `parameter` reads all of them and marks the faults.
 */
function plainParameter(s: Scanner, needValue: boolean): boolean {
  const { text, limit, pos } = s;
  if (pos >= limit || text.charCodeAt(pos) !== SEMI) return false;
  let start = pos + 1;
  while (text.charCodeAt(start) === SP) start++;
  const nameEnd = tokenEnd(text, start, limit);
  const isFlag = nameEnd >= limit || text.charCodeAt(nameEnd) !== EQUAL;
  if (isFlag && needValue) return false;
  const end = isFlag ? nameEnd : tokenEnd(text, nameEnd + 1, limit);
  if (nameEnd === start || end === nameEnd + 1 || !isSeparator(text, end, limit)) return false;
  const node = s.open(KIND.param, start);
  s.leaf(KIND['param-name'], start, nameEnd);
  if (!isFlag) {
    const value = s.open(KIND['param-value'], nameEnd + 1);
    s.leaf(KIND.token, nameEnd + 1, end);
    s.close(value, end);
  }
  s.close(node, end);
  s.pos = end;
  return true;
}

function tokenEnd(text: string, from: number, limit: number): number {
  let pos = from;
  while (pos < limit && is(text.charCodeAt(pos), TOKEN)) pos++;
  return pos;
}

function isSeparator(text: string, pos: number, limit: number): boolean {
  if (pos >= limit) return true;
  const code = text.charCodeAt(pos);
  return code === SEMI || code === COMMA;
}

/** A run of semicolons with nothing between them is one mistake. */
function emptyParams(s: Scanner, first: number): void {
  let last = first;
  while (s.peek() === SEMI) {
    last = s.pos;
    s.pos++;
    s.skipLws();
  }
  const next = s.peek();
  const wasRun = next >= 0 && next !== COMMA;
  s.error('parameter-empty', first, last + 1);
  if (wasRun) parameter(s, SEMI);
}

/** One parameter; anything in it that does not belong there is marked up to the next separator. */
export function parameter(s: Scanner, separator: number, needsValue = separator === COMMA): void {
  const start = s.pos;
  const node = s.open(KIND.param, start);
  const nameEnd = s.run(TOKEN);
  if (nameEnd === start) {
    s.stray('parameter-malformed', start, s.upToSeparator(separator, COMMA));
    s.close(node, s.trimmed(start, s.pos));
    return;
  }
  s.leaf(KIND['param-name'], start, nameEnd);
  s.pos = nameEnd;
  const hasValue = s.passes(EQUAL);
  const errors = s.errors.length;
  if (hasValue) parameterValue(s);
  const end = s.pos;
  s.skipLws();
  const next = s.peek();
  const isOther = next === LESS && separator === SEMI && s.pos > end;
  if (next >= 0 && next !== separator && next !== COMMA && next !== SEMI && !isOther)
    strayInParameter(s, start, end, hasValue, separator, errors);
  else {
    s.pos = end;
    // Directives between commas are never flags: auth-param, ainfo (RFC 3261 §25.1).
    if (!hasValue && needsValue) s.missing('parameter-value-missing');
  }
  s.close(node, s.pos);
}

function strayInParameter(
  s: Scanner,
  start: number,
  end: number,
  hasValue: boolean,
  separator: number,
  errors: number,
): void {
  // The separator itself may be what is missing.
  if (hasValue && s.pos > end && (separator === COMMA ? is(s.peek(), TOKEN) : isPairAt(s, s.pos))) {
    s.error(separator === COMMA ? 'comma-missing' : 'semicolon-missing', end, end);
    if (separator === COMMA) s.pos = end;
    else parameter(s, separator);
    return;
  }
  const stop = s.trimmed(s.pos, s.upToSeparator(separator, COMMA));
  if (s.errors.length === errors) {
    if (!hasValue) s.error('parameter-malformed', start, stop);
    // What goes on without white space belongs to the value: `uri=sip:home.net`.
    else if (s.pos === end) s.error('parameter-value-malformed', valueStart(s, start), stop);
    else s.error('text-unexpected', s.pos, stop);
  }
  s.leaf(KIND.error, s.pos, stop);
  s.pos = stop;
}

/** Start of the value of the parameter at `start`, which has one. */
function valueStart(s: Scanner, start: number): number {
  let pos = s.text.indexOf('=', start) + 1;
  while (is(s.text.charCodeAt(pos), LWS)) pos++;
  return pos;
}

/** Whether `name=` stands at `start`, perhaps after white space. */
export function isPairAt(s: Scanner, start: number): boolean {
  const { text, limit } = s;
  let pos = start;
  while (pos < limit && is(text.charCodeAt(pos), LWS)) pos++;
  const end = tokenEnd(text, pos, limit);
  return end > pos && end < limit && text.charCodeAt(end) === EQUAL;
}

/** token / host / quoted-string / "<" URI ">" after the `=`. */
export function parameterValue(s: Scanner): void {
  const start = s.pos;
  const node = s.open(KIND['param-value'], start);
  const code = s.peek();
  if (code === QUOTE) s.quoted();
  else if (code === LESS) angleValue(s);
  else if (s.atBracket()) bracketValue(s);
  else {
    const end = tokenOrAddress(s, start);
    if (end === start) s.missing('parameter-value-missing');
    else s.leaf(KIND.token, start, end);
    s.pos = end;
    if (end > start && s.peek() === QUOTE) {
      // The quote closes what was never opened; without this everything after it would be read inside out.
      s.pos++;
      s.error('quote-unopened', start, s.pos);
    }
  }
  s.close(node, s.pos);
}

/** End of the token at `start`; a bare IPv6 address counts, Via's `received` is written so (RFC 3261 §25.1). */
function tokenOrAddress(s: Scanner, start: number): number {
  const end = s.run(TOKEN);
  if (end >= s.limit || s.text.charCodeAt(end) !== COLON) return end;
  let stop = end;
  while (stop < s.limit && (is(s.text.charCodeAt(stop), HOST) || s.text.charCodeAt(stop) === COLON)) stop++;
  if (isIpv6(s.text, start, stop)) return stop;
  return end;
}

function bracketValue(s: Scanner): void {
  const start = s.pos;
  const end = s.bracketEnd();
  if (end < 0) {
    s.stray('ipv6-unclosed', start, s.upToSeparator(SEMI, COMMA));
    return;
  }
  s.leaf(KIND.host, start, end);
  if (!isIpv6(s.text, start + 1, end - 1)) s.error('ipv6-malformed', start, end);
  s.pos = end;
}

function angleValue(s: Scanner): void {
  const start = s.pos;
  s.pos++;
  const end = angleEnd(s);
  if (end < 0) {
    s.pos = start;
    s.stray('angle-unclosed', start, s.upToSeparator(SEMI, COMMA));
    return;
  }
  uri(s, end);
  s.pos = end + 1;
}
