/** Request-Line and Status-Line (RFC 3261 §7.1, §7.2). */

import { DIGIT, GREATER, is, LESS, LETTER_H, LETTER_S, LWS, SP, TAB, TOKEN } from './chars.ts';
import { nameForeign } from './faultyHeaders.ts';
import { KIND } from './kinds.ts';
import type { Scanner } from './scanner.ts';
import { uri } from './uri.ts';

/** Also with what can only be a misspelt version, if a status code follows. */
const STATUS_LINE = /^(?:SIP\/\d+\.\d+|(?:SIP?S?|SPI|HTTP)[ /\\:]?[\dO][.,]?[\dO]?(?=[ \t]+[1-6]\d\d(?:[ \t]|$)))/i;
const VERSION_AT_END = /SIP\/\d+\.\d+[ \t]*$/i;

/** A third word that can only be a misspelt version: `SIP/2.O`, `SIP 2.0`, `SPI/2.0`, `HTTP/1.1`. */
const VERSION_LIKE = /(?<=[ \t])(?:S[A-Z]{1,2}P?|HTTP)[ /\\:]?[\dO]?[.,]?[\dO]?$/i;

const USUAL = 'SIP/2.0';

/** The start-line from `pos` to `end` (its line end not included). */
export function startLine(s: Scanner, end: number): void {
  s.limit = end;
  // Looking at both ends only keeps a line of megabytes cheap, and the usual spelling needs no pattern.
  const versionEnd = s.text.startsWith(`${USUAL} `, s.pos) ? s.pos + USUAL.length : versionEndAt(s, end);
  if (versionEnd < 0) requestLine(s, end);
  else statusLine(s, versionEnd, end);
  s.limit = s.text.length;
}

/** End of an unusual version that a Status-Line begins with, or -1. */
function versionEndAt(s: Scanner, end: number): number {
  const first = s.peek() | 32;
  if (first !== LETTER_S && first !== LETTER_H) return -1;
  const match = STATUS_LINE.exec(s.text.slice(s.pos, Math.min(end, s.pos + 20)));
  return match === null ? -1 : s.pos + match[0].length;
}

function statusLine(s: Scanner, named: number, end: number): void {
  const start = s.pos;
  const node = s.open(KIND['status-line'], start);
  const versionEnd = Math.max(nonBlankEnd(s, end), named);
  version(s, start, versionEnd);
  s.pos = versionEnd;
  oneSpace(s);
  const code = s.pos;
  const codeEnd = s.run(DIGIT);
  s.leaf(KIND['status-code'], code, codeEnd);
  const first = s.text.charCodeAt(code);
  const wordEnd = nonBlankEnd(s, end);
  const isCode = codeEnd - code === 3 && first >= 49 && first <= 54 && wordEnd === codeEnd;
  if (!isCode) s.error('status-code-malformed', code, wordEnd);
  s.pos = codeEnd;
  if (!isCode) s.pos = Math.min(wordEnd + 1, end);
  else if (s.atEnd()) s.error('status-line-no-space', code, codeEnd);
  else if (s.peek() === SP) s.pos++;
  else s.error('status-line-no-space', s.pos, s.pos);
  s.leaf(KIND['reason-phrase'], s.pos, end);
  s.close(node, end);
}

function requestLine(s: Scanner, end: number): void {
  const start = s.pos;
  const node = s.open(KIND['request-line'], start);
  const errors = s.errors.length;
  method(s, end);
  const trailing = s.trimmed(start, end);
  const versionStart = findVersion(s, end, trailing);
  if (s.atEnd()) {
    s.error('start-line-malformed', start, end);
  } else {
    oneSpace(s);
    target(s, versionStart < 0 ? trailing : s.trimmed(s.pos, versionStart), versionStart);
    if (versionStart >= 0) version(s, versionStart, trailing);
    else if (s.errors.length === errors) {
      s.pos = trailing;
      s.missing('sip-version-missing');
    }
    if (versionStart >= 0 && trailing < end) s.error('start-line-trailing-space', trailing, end);
  }
  nameForeign(s, errors, end);
  s.close(node, end);
}

function method(s: Scanner, end: number): void {
  const start = s.pos;
  const stop = nonBlankEnd(s, end);
  s.leaf(KIND.method, start, stop);
  if (s.run(TOKEN) < stop || stop === start) s.error('method-not-token', start, stop);
  s.pos = stop;
}

/** Start of the SIP version at the end of the line, or of what was meant as one, or -1. */
function findVersion(s: Scanner, end: number, trailing: number): number {
  const usual = end - USUAL.length;
  if (usual >= s.pos && s.text.startsWith(USUAL, usual)) return usual;
  const from = Math.max(s.pos, end - 64);
  const match = VERSION_AT_END.exec(s.text.slice(from, end)) ?? VERSION_LIKE.exec(s.text.slice(from, trailing));
  return match ? from + match.index : -1;
}

/** The Request-URI from `pos` to `stop`. */
function target(s: Scanner, stop: number, versionStart: number): void {
  const start = s.pos;
  if (stop <= start) {
    s.missing('request-uri-missing');
    return;
  }
  const node = s.open(KIND['request-uri'], start);
  const bracketed = s.text.charCodeAt(start) === LESS && s.text.charCodeAt(stop - 1) === GREATER;
  const space = spaceIn(s, start, stop);
  if (bracketed) s.error('request-uri-brackets', start, stop);
  else if (space >= 0) s.error('request-uri-space', start, stop);
  if (space >= 0) s.leaf(KIND.error, start, stop);
  else {
    s.pos = bracketed ? start + 1 : start;
    uri(s, bracketed ? stop - 1 : stop);
  }
  s.close(node, stop);
  s.pos = stop;
  const isSpaced = versionStart === stop + 1 && s.text.charCodeAt(stop) === SP;
  if (versionStart >= 0 && !isSpaced) s.error('start-line-spaces', stop, versionStart);
}

function spaceIn(s: Scanner, start: number, stop: number): number {
  for (let pos = start; pos < stop; pos++) if (is(s.text.charCodeAt(pos), LWS)) return pos;
  return -1;
}

function version(s: Scanner, start: number, end: number): void {
  s.leaf(KIND['sip-version'], start, end);
  if (end - start === USUAL.length && s.text.startsWith(USUAL, start)) return;
  if (s.text.slice(start, end).toUpperCase() !== 'SIP/2.0') s.error('sip-version-unknown', start, end);
}

/** Exactly one space; more of them, or tabs, are one mistake. */
function oneSpace(s: Scanner): void {
  const start = s.pos;
  while (s.peek() === SP || s.peek() === TAB) s.pos++;
  if (s.pos - start !== 1 || s.text.charCodeAt(start) !== SP) s.error('start-line-spaces', start, s.pos);
}

function nonBlankEnd(s: Scanner, end: number): number {
  let pos = s.pos;
  while (pos < end && s.text.charCodeAt(pos) !== SP && s.text.charCodeAt(pos) !== TAB) pos++;
  return pos;
}
