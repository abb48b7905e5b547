/**
 * Where one message ends and the next begins.
 *
 * A document is cut into segments that together cover it: each holds the lines before a message (separator, comments,
 * directives, prose, empty lines), the message, and the empty lines after it. A segment is found from its own
 * beginning alone, which is what lets an edit look at one message and leave the others.
 */

import { headerRow } from '../registry/index.ts';
import { COLON, CR, DIGIT, HASH, is, LF, LWS, SP, TAB, TOKEN } from './chars.ts';
import { NameTable } from './nameTable.ts';
import { utf8Landing } from './octets.ts';

/** Position after the line that begins at `pos`, its line end included. */
export function nextLine(text: string, pos: number): number {
  const lf = text.indexOf('\n', pos);
  return lf < 0 ? text.length : lf + 1;
}

/** End of the line that begins at `pos` and is followed by `next`, without its line end. */
export function lineEnd(text: string, pos: number, next: number): number {
  let end = next;
  if (end > pos && text.charCodeAt(end - 1) === LF) end--;
  if (end > pos && text.charCodeAt(end - 1) === CR) end--;
  return end;
}

export function isBlank(text: string, pos: number, end: number): boolean {
  for (let at = pos; at < end; at++) if (!is(text.charCodeAt(at), LWS)) return false;
  return true;
}

export function isSeparator(text: string, pos: number): boolean {
  return text.charCodeAt(pos) === HASH && text.startsWith('###', pos);
}

/** True for `METHOD uri SIP/2.0` and `SIP/2.0 200 OK`, with some tolerance for other versions and spaces. */
export function isStartLine(text: string, pos: number, end: number): boolean {
  if (end - pos < 8) return false;
  if (startsVersion(text, pos)) return text.charCodeAt(pos + 7) === SP && is(text.charCodeAt(pos + 8), DIGIT);
  let last = end;
  while (last > pos && text.charCodeAt(last - 1) === SP) last--;
  if (last - pos < 12 || text.charCodeAt(last - 8) !== SP || !startsVersion(text, last - 7)) return false;
  let at = pos;
  while (at < last && is(text.charCodeAt(at), TOKEN)) at++;
  return at > pos && text.charCodeAt(at) === SP && at < last - 8;
}

/** `SIP/d.d` at `pos`, in any case. */
function startsVersion(text: string, pos: number): boolean {
  return (
    (text.charCodeAt(pos) | 32) === 115 &&
    (text.charCodeAt(pos + 1) | 32) === 105 &&
    (text.charCodeAt(pos + 2) | 32) === 112 &&
    text.charCodeAt(pos + 3) === 47 &&
    is(text.charCodeAt(pos + 4), DIGIT) &&
    text.charCodeAt(pos + 5) === 46 &&
    is(text.charCodeAt(pos + 6), DIGIT)
  );
}

/** `Name:` at the beginning of a line, whatever the name. */
function isHeaderLike(text: string, pos: number, end: number): boolean {
  let at = pos;
  while (at < end && is(text.charCodeAt(at), TOKEN)) at++;
  if (at === pos) return false;
  while (at < end && (text.charCodeAt(at) === SP || text.charCodeAt(at) === TAB)) at++;
  return at < end && text.charCodeAt(at) === COLON;
}

/** A broken start-line: no header itself, followed at once by a header that the registry knows. */
function isBrokenStartLine(text: string, pos: number, end: number): boolean {
  if (isHeaderLike(text, pos, end)) return false;
  const next = nextLine(text, end);
  const nextEnd = lineEnd(text, next, nextLine(text, next));
  if (next >= text.length || !isHeaderLike(text, next, nextEnd)) return false;
  const colon = text.indexOf(':', next);
  return headerRow(text.slice(next, colon).trimEnd()) !== undefined;
}

/** Start of the first message at or after `from`, which is the beginning of a segment; -1 when there is none. */
export function findStart(text: string, from: number): number {
  let fresh = true;
  let separated = false;
  for (let pos = from; pos < text.length; ) {
    const next = nextLine(text, pos);
    const end = lineEnd(text, pos, next);
    if (isBlank(text, pos, end)) fresh = true;
    else if (text.charCodeAt(pos) === HASH) {
      if (isSeparator(text, pos)) separated = fresh = true;
    } else {
      if (separated || isStartLine(text, pos, end)) {
        // A start-line right under prose counts when headers follow: logs print a prefix line above each message.
        if (separated || fresh || followedByHeader(text, next)) return pos;
      } else if (fresh && isBrokenStartLine(text, pos, end)) return pos;
      fresh = false;
    }
    pos = next;
  }
  return -1;
}

function followedByHeader(text: string, next: number): boolean {
  return isHeaderLike(text, next, lineEnd(text, next, nextLine(text, next)));
}

/** What the header lines say about where their message ends. */
export interface Head {
  headersEnd: number;
  /** -1 when no empty line ends the header fields. */
  bodyStart: number;
  /** -1 when absent or no number. */
  contentLength: number;
  /** Lower case, with parameters; empty when absent. */
  contentType: string;
}

/** Content-..., or the compact forms `c` and `l`: a look at two characters spares the pattern for most lines. */
export function mayBeContentHeader(text: string, pos: number, code: number): boolean {
  const letter = code | 32;
  if (letter !== 99 && letter !== 108) return false;
  return !is(text.charCodeAt(pos + 1), TOKEN) || (letter === 99 && (text.charCodeAt(pos + 4) | 32) === 101);
}

/** Content-Type and Content-Length with their compact forms; only the first 200 characters of the line count. */
const CONTENT_HEADERS = new NameTable<'type' | 'length'>([
  ['content-type', 'type'],
  ['c', 'type'],
  ['content-length', 'length'],
  ['l', 'length'],
]);

export function readContentHeader(text: string, pos: number, next: number, head: Head): void {
  const end = Math.min(next, pos + 200);
  let at = pos;
  while (at < end && is(text.charCodeAt(at), TOKEN)) at++;
  const part = CONTENT_HEADERS.at(text, pos, at);
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  if (part === undefined || at >= end || text.charCodeAt(at) !== COLON) return;
  if (part === 'type')
    head.contentType ||=
      text
        .slice(at + 1, end)
        .trim()
        .toLowerCase() || 'unknown';
  else if (head.contentLength < 0) head.contentLength = lengthIn(text, at + 1, end);
}

/** One to nine digits with nothing but white space around them; -1 for anything else. */
function lengthIn(text: string, start: number, end: number): number {
  let pos = start;
  while (pos < end && isSpace(text.charCodeAt(pos))) pos++;
  const first = pos;
  let value = 0;
  for (; pos < end && is(text.charCodeAt(pos), DIGIT); pos++) value = value * 10 + text.charCodeAt(pos) - 48;
  return pos > first && pos - first <= 9 && isBlank(text, pos, end) ? value : -1;
}

function isSpace(code: number): boolean {
  return code === SP || code === TAB;
}

/**
 * End of the body: where Content-Length says, if that is a place where a body can end; otherwise the next message.
 * A Content-Length never reaches over the next message, so that a wrong one swallows nothing.
 */
export function findBody(text: string, start: number, head: Head): number {
  const { bodyStart, contentLength, contentType } = head;
  if (contentLength === 0 && contentType === '') return bodyStart;
  const end = bodyUpToNextMessage(text, bodyStart, contentType);
  if (contentLength >= 0) {
    const limit = afterBlankLines(text, end);
    for (const landing of utf8Landing(text, bodyStart, limit, contentLength)) {
      if (isBoundary(text, bodyStart, landing)) return landing;
    }
  }
  if (contentLength >= 0 || contentType !== '' || looksLikeBody(text, bodyStart)) return end;
  return goesOn(text, start, head) ? end : bodyStart;
}

/** Header fields that no message lacks, with their compact forms. */
const MANDATORY = /^(?:(via|v)|(from|f)|(to|t)|(call-id|i)|(cseq)|(max-forwards))[ \t]*:/im;

/** An empty line came too early: behind it stands a mandatory header field that the head lacks. */
function goesOn(text: string, start: number, { headersEnd, bodyStart }: Head): boolean {
  const at = afterBlankLines(text, bodyStart);
  const match = MANDATORY.exec(text.slice(at, at + 20));
  if (match?.index !== 0) return false;
  const which = match.findIndex((group, index) => index > 0 && group !== undefined);
  for (const other of text.slice(start, headersEnd).matchAll(new RegExp(MANDATORY, 'gim'))) {
    if (other[which] !== undefined) return false;
  }
  return true;
}

/** SDP or XML under a header block that forgot to say so. */
function looksLikeBody(text: string, pos: number): boolean {
  return text.startsWith('v=0', pos) || text.startsWith('<?xml', pos);
}

/** After `pos` comes what may follow a whole body: the end, an empty line, a separator, a comment or a start-line. */
function isBoundary(text: string, bodyStart: number, pos: number): boolean {
  if (pos >= text.length) return true;
  const atLineStart = pos === bodyStart || text.charCodeAt(pos - 1) === LF;
  const line = atLineStart ? pos : nextLine(text, pos);
  // The last line's end may be outside of the counted octets, anything else may not.
  if (!atLineStart && !isBlank(text, pos, line)) return false;
  if (line >= text.length) return true;
  const end = lineEnd(text, line, nextLine(text, line));
  return isBlank(text, line, end) || text.charCodeAt(line) === HASH || isStartLine(text, line, end);
}

export function afterBlankLines(text: string, from: number): number {
  let pos = from;
  while (pos < text.length) {
    const next = nextLine(text, pos);
    if (!isBlank(text, pos, next)) break;
    pos = next;
  }
  return pos;
}

/** The body without a usable length: up to the next separator or start-line, empty lines at its end left out. */
function bodyUpToNextMessage(text: string, bodyStart: number, contentType: string): number {
  const delimiter = contentType.startsWith('multipart/') ? delimiterAt(text, bodyStart) : undefined;
  // A body that is itself SIP begins with a start-line that is not ours, and so may a part of a multipart body.
  let fresh = !contentType.startsWith('message/sip');
  let inPartHead = false;
  let comments = -1;
  let end = bodyStart;
  for (let pos = bodyStart, next = pos; pos < text.length; pos = next) {
    next = nextLine(text, pos);
    const stop = lineEnd(text, pos, next);
    if (isBlank(text, pos, stop)) {
      fresh = !inPartHead;
      inPartHead = false;
      comments = -1;
      continue;
    }
    if (isSeparator(text, pos)) return end;
    if (fresh && isStartLine(text, pos, stop)) return comments >= 0 ? comments : end;
    // Comments right before a start-line belong to that message.
    if (text.charCodeAt(pos) !== HASH) fresh = false;
    else if (fresh && comments < 0) comments = end;
    end = next;
    if (delimiter === undefined || !text.startsWith(delimiter, pos)) continue;
    if (text.startsWith('--', pos + delimiter.length)) return end;
    inPartHead = true;
  }
  return end;
}

/** The delimiter line of a multipart body, `--boundary` (RFC 2046 §5.1.1), as its first line gives it. */
function delimiterAt(text: string, bodyStart: number): string | undefined {
  const first = text.slice(bodyStart, lineEnd(text, bodyStart, nextLine(text, bodyStart))).trimEnd();
  return first.startsWith('--') && first.length > 2 ? first : undefined;
}
