/** Header lines with faults, looked at again: which mistake people make explains them best. */

import { CR, EQUAL, is, LESS, LF, LWS, QUOTE, SEMI, TOKEN } from './chars.ts';
import type { ErrorCode } from './errors.ts';
import { type KnownHeader, knownHeaderAt } from './headerTable.ts';
import type { Scanner } from './scanner.ts';

/** Where a header field ends although the line goes on: the next one begins in it. */
export interface Cut {
  readonly code: ErrorCode;
  /** The fault. */
  readonly start: number;
  readonly end: number;
  /** End of the first header field, and start of the next one. */
  readonly stop: number;
  readonly next: number;
}

/** A carriage return alone, or a line end with white space behind it. */
const JOINT = /\r(?!\n)|\r?\n[ \t]+/g;

/** Another header field inside of `[start, stop)`: behind a carriage return alone, or on an indented line. */
export function headerInside(text: string, start: number, stop: number): Cut | undefined {
  const slice = text.slice(start, stop);
  let quotes = 0;
  let counted = 0;
  for (const { 0: joint, index } of slice.matchAll(JOINT)) {
    for (; counted < index; counted++) if (slice.charCodeAt(counted) === QUOTE) quotes++;
    if (quotes % 2 === 1) continue;
    const next = start + index + joint.length;
    const nameEnd = endOfKnownName(text, next, stop);
    if (nameEnd < 0) continue;
    const isReturn = joint === '\r';
    const from = start + index + (isReturn ? 0 : joint.lastIndexOf('\n') + 1);
    return {
      code: isReturn ? 'line-end-return' : 'header-indented',
      start: from,
      end: isReturn ? next : nameEnd,
      stop: start + index,
      next,
    };
  }
  return undefined;
}

/** End of a registered header name that a colon follows, -1 when none begins at `start`. One letter is too little. */
function endOfKnownName(text: string, start: number, stop: number): number {
  let end = start;
  while (end < stop && is(text.charCodeAt(end), TOKEN)) end++;
  return end - start > 1 && /^[ \t]*:/.test(text.slice(end, end + 8)) && isKnown(knownHeaderAt(text, start, end))
    ? end
    : -1;
}

/** The header field of a line that lacks the colon after its name. */
export function nameWithoutColon(text: string, start: number, nameEnd: number): KnownHeader | undefined {
  const next = text.charCodeAt(nameEnd);
  if (nameEnd - start < 2 || !(is(next, LWS) || next === SEMI || next === EQUAL || next === LESS || next === QUOTE))
    return undefined;
  const known = knownHeaderAt(text, start, nameEnd);
  return isKnown(known) ? known : undefined;
}

/** The header field whose name has other characters where hyphens belong: `Max=Forwards`, `Call ID`. */
export function nameWithHyphens(text: string, start: number, end: number): KnownHeader | undefined {
  if (end - start > 64) return undefined;
  const name = text.slice(start, end).replace(/[^A-Za-z0-9]+/g, '-');
  const known = knownHeaderAt(name, 0, name.length);
  return isKnown(known) ? known : undefined;
}

function isKnown(known: KnownHeader | undefined): known is KnownHeader {
  return known !== undefined && !known.isFamily;
}

/** What a character that word processors and web pages use instead of a plain one was meant to be. */
function foreign(code: number): ErrorCode | undefined {
  if (code < 0xa0) return undefined;
  if (code === 0xab || code === 0xbb || (code >= 0x2018 && code <= 0x201f) || code === 0x2039 || code === 0x203a)
    return 'quote-foreign';
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return 'hyphen-foreign';
  const isSpace = code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x202f || code === 0x205f;
  return isSpace || code === 0x2060 || code === 0x3000 || code === 0xfeff ? 'space-foreign' : undefined;
}

/** A pair of foreign quotes farther apart than this is no pair. */
const LONGEST = 200;

/**
 * Names a foreign quote, hyphen or space as the one fault of a line when the first error since `before` is at one:
 * people paste all of a line from the same place.
 */
export function nameForeign(s: Scanner, before: number, stop: number): void {
  const error = s.errors[before];
  if (error === undefined) return;
  const end = Math.min(error.end + s.origin + 1, stop);
  for (let at = Math.max(error.start + s.origin - 1, s.origin); at < end; at++) {
    const code = foreign(s.text.charCodeAt(at));
    if (code === undefined) continue;
    s.errors.length = before;
    s.error(code, at, code === 'quote-foreign' ? closingForeign(s.text, at, stop) : at + 1);
    return;
  }
}

function closingForeign(text: string, open: number, stop: number): number {
  const end = Math.min(stop, open + LONGEST);
  for (let at = open + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) break;
    if (code === QUOTE || foreign(code) === 'quote-foreign') return at + 1;
  }
  return open + 1;
}
