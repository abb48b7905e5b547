/** One message: the text of its segment, the tape of its tree, and its syntax errors. */

import type { Views } from './cache.ts';
import { COLON, COMMA, EQUAL, HASH, is, LESS, LETTER_V, LF, LWS, MINUS, SEMI, SP, TAB, TOKEN } from './chars.ts';
import type { ParseError } from './errors.ts';
import { headerInside, nameForeign, nameWithHyphens, nameWithoutColon } from './faultyHeaders.ts';
import { type KnownHeader, knownHeaderAt } from './headerTable.ts';
import { KIND, KIND_BITS } from './kinds.ts';
import { leadingLine } from './leading.ts';
import { countLineEnds } from './lines.ts';
import { isPairAt } from './params.ts';
import { Scanner } from './scanner.ts';
import {
  afterBlankLines,
  findBody,
  findStart,
  type Head,
  isBlank,
  isSeparator,
  isStartLine,
  lineEnd,
  mayBeContentHeader,
  nextLine,
  readContentHeader,
} from './segment.ts';
import { SHAPE_OF } from './shapes/index.ts';
import { startLine } from './startLine.ts';

/** All offsets count in `text`, which begins with the lines before the message (separator, comments, prose). */
export class SipMessage {
  readonly text: string;
  /** Nodes in document order, those of other messages too, see `tape.ts`; `tree.ts` makes typed nodes of it. */
  readonly tape: Int32Array;
  /** Index of the root on the tape. */
  readonly root: number;
  readonly errors: readonly ParseError[];
  /** Number of line ends in `text`. */
  readonly lineEnds: number;
  /** What `views.ts` and `tree.ts` have made so far, see `cache.ts`. */
  views: Views | undefined = undefined;
  /** What the rules last found here. Kept on the message: a look-up in a WeakMap costs more than many a rule. */
  checked: object | undefined = undefined;

  constructor(text: string, tape: Int32Array, root: number, errors: readonly ParseError[], lineEnds: number) {
    this.text = text;
    this.tape = tape;
    this.root = root;
    this.errors = errors;
    this.lineEnds = lineEnds;
  }
}

const NO_ERRORS: readonly ParseError[] = [];
/** One scanner serves all parses: they never overlap, and its tape keeps its size. */
const SCANNER = new Scanner();

/** Parses the first segment of `text`; never throws. Text after that segment is kept as prose. */
export function parseMessage(text: string): SipMessage {
  const s = SCANNER;
  s.reset(text);
  const root = s.open(KIND.root, 0);
  segment(s);
  linesOutside(s, text.length);
  return finished(s, root, 0, text.length);
}

/**
 * Parses the segments of `text` one after the other until one ends at `stop` or beyond. All are read in the one text
 * that holds them: a slice for each would make every look at a character slower.
 */
export function parseSegments(text: string, stop = text.length): SipMessage[] {
  const s = SCANNER;
  const messages: SipMessage[] = [];
  s.reset(text);
  for (let from = 0; from < stop; from = s.pos) {
    s.begin(from);
    const root = s.open(KIND.root, from);
    segment(s);
    messages.push(finished(s, root, from, s.pos));
  }
  return messages;
}

/** Parses a message whose start-line is the first line and whose other parts are known. */
export function parseParts(text: string, headersEnd: number, bodyStart: number): SipMessage {
  const s = SCANNER;
  s.reset(text);
  const root = s.open(KIND.root, 0);
  const node = s.open(KIND.message, 0);
  firstLine(s);
  headerLines(s, headersEnd, undefined);
  messageEnd(s, node, headersEnd, bodyStart, text.length);
  linesOutside(s, text.length);
  return finished(s, root, 0, text.length);
}

function finished(s: Scanner, root: number, from: number, end: number): SipMessage {
  s.close(root, end);
  const text = from === 0 && end === s.text.length ? s.text : s.text.slice(from, end);
  const { tape, root: at } = s.finish();
  return new SipMessage(text, tape, at, s.errors.length === 0 ? NO_ERRORS : s.errors, s.lineEnds);
}

/** The lines before a message, the message, and the empty lines after it. */
function segment(s: Scanner): void {
  const { text } = s;
  const start = findStart(text, s.pos);
  linesOutside(s, start < 0 ? text.length : start);
  if (start < 0) return;
  const node = s.open(KIND.message, start);
  firstLine(s);
  const head: Head = { headersEnd: text.length, bodyStart: -1, contentLength: -1, contentType: '' };
  headerLines(s, text.length, head);
  const { headersEnd, bodyStart } = head;
  if (bodyStart < 0) {
    messageEnd(s, node, headersEnd, headersEnd, headersEnd);
    return;
  }
  messageEnd(s, node, headersEnd, bodyStart, findBody(text, start, head));
  s.limit = text.length;
  linesOutside(s, afterBlankLines(text, s.pos));
}

/** Separator, comments, directives, prose and empty lines from `pos` to `end`. */
function linesOutside(s: Scanner, end: number): void {
  if (s.pos >= end) return;
  while (s.pos < end) {
    const next = Math.min(nextLine(s.text, s.pos), end);
    leadingLine(s, lineEnd(s.text, s.pos, next));
    s.pos = next;
    s.lineEnds++;
  }
  uncountOpenLine(s);
}

/** The last line of a text may have no line end. */
function uncountOpenLine(s: Scanner): void {
  if (s.text.charCodeAt(s.pos - 1) !== LF) s.lineEnds--;
}

function firstLine(s: Scanner): void {
  const next = nextLine(s.text, s.pos);
  startLine(s, lineEnd(s.text, s.pos, next));
  s.pos = next;
  s.lineEnds++;
  if (next === s.text.length) uncountOpenLine(s);
}

function messageEnd(s: Scanner, node: number, headersEnd: number, bodyStart: number, bodyEnd: number): void {
  // A message pasted without its last, empty line is tolerated only where the whole text ends.
  if (bodyStart === headersEnd) missingEmptyLine(s, headersEnd, bodyEnd);
  if (bodyEnd > bodyStart) s.leaf(KIND.body, bodyStart, bodyEnd);
  const end = Math.max(headersEnd, bodyStart, bodyEnd);
  s.close(node, end);
  s.lineEnds += countLineEnds(s.text, s.pos, end);
  s.pos = end;
}

function missingEmptyLine(s: Scanner, at: number, bodyEnd: number): void {
  if (bodyEnd > at) {
    // The body begins right here: its first line shows where the empty line belongs.
    s.error('empty-line-missing', at, lineEnd(s.text, at, nextLine(s.text, at)));
    return;
  }
  const end = at > s.origin && s.text.charCodeAt(at - 1) === LF ? lineEnd(s.text, at, at) : at;
  s.error('empty-line-missing', end, end);
}

/** Header lines up to `end`; with `head` only up to what ends them, and the parts of the message are noted there. */
function headerLines(s: Scanner, end: number, head: Head | undefined): void {
  const { text } = s;
  if (s.pos >= end) return;
  while (s.pos < end) {
    const start = s.pos;
    const code = text.charCodeAt(start);
    let next = nextLine(text, start);
    if (head !== undefined && endsHead(text, start, next, code, head)) break;
    s.lineEnds++;
    if (code === HASH) {
      leadingLine(s, lineEnd(text, start, next));
      s.pos = next;
      continue;
    }
    if (head !== undefined && mayBeContentHeader(text, start, code)) readContentHeader(text, start, next, head);
    next = afterFolding(s, next, end, head !== undefined);
    const stop = s.trimmed(start, next);
    if (code === SP || code === TAB) orphan(s, start, stop);
    else next = headerOrTwo(s, start, stop, next);
    s.pos = next;
  }
  uncountOpenLine(s);
}

/** An empty line or a separator ends the header fields. */
function endsHead(text: string, pos: number, next: number, code: number, head: Head): boolean {
  if (code === HASH) {
    if (!isSeparator(text, pos)) return false;
  } else if (beginsBody(text, pos, code, head)) head.bodyStart = pos;
  else if (!is(code, LWS) || !isBlank(text, pos, next)) return false;
  else head.bodyStart = next;
  head.headersEnd = pos;
  return true;
}

/** A line that can only be the first of a body: the empty line before it is missing. */
function beginsBody(text: string, pos: number, code: number, head: Head): boolean {
  if (code === LETTER_V) return /^v=0\r?$/.test(text.slice(pos, lineEnd(text, pos, nextLine(text, pos))));
  if (code === LESS) return text.startsWith('<?xml', pos);
  return code === MINUS && text.startsWith('--', pos) && head.contentType.startsWith('multipart/');
}

/** The header goes on while lines begin with white space (RFC 3261 §7.3.1); an empty line may consist of it. */
function afterFolding(s: Scanner, from: number, end: number, stopsAtBlank: boolean): number {
  const { text } = s;
  let next = from;
  while (next < end && (text.charCodeAt(next) === SP || text.charCodeAt(next) === TAB)) {
    const after = nextLine(text, next);
    if (stopsAtBlank && isBlank(text, next, after)) break;
    next = after;
    s.lineEnds++;
  }
  return next;
}

/** A continuation line with no header before it. */
function orphan(s: Scanner, start: number, stop: number): void {
  s.leaf(KIND.continuation, start, stop);
  s.error('continuation-without-header', start, stop);
}

/** A header field; with faults perhaps two that people see as two. Returns where to go on. */
function headerOrTwo(s: Scanner, start: number, stop: number, next: number): number {
  const node = s.next;
  const errors = s.errors.length;
  header(s, start, stop);
  if (s.errors.length === errors) return next;
  const cut = headerInside(s.text, start, stop);
  if (cut === undefined) {
    nameForeign(s, errors, stop);
    return next;
  }
  s.rewind(node);
  s.errors.length = errors;
  header(s, start, s.trimmed(start, cut.stop));
  s.error(cut.code, cut.start, cut.end);
  s.lineEnds -= countLineEnds(s.text, cut.next, next);
  return cut.next;
}

function header(s: Scanner, start: number, stop: number): void {
  s.limit = stop;
  s.pos = start;
  const nameEnd = s.run(TOKEN);
  s.pos = nameEnd;
  s.skipLws();
  if (s.peek() !== COLON || nameEnd === start) {
    faultyHeader(s, start, nameEnd, stop);
    return;
  }
  const known = knownHeaderAt(s.text, start, nameEnd);
  const node = s.open(known === undefined ? KIND.header : KIND.header | (known.number << KIND_BITS), start);
  s.leaf(KIND['header-name'], start, nameEnd);
  s.pos++;
  headerValue(s, known, stop);
  s.close(node, stop);
  s.limit = s.text.length;
}

/** The value from just after the colon to `stop`, by the grammar of its registry row. */
function headerValue(s: Scanner, known: KnownHeader | undefined, stop: number): void {
  s.skipLws();
  const value = s.open(KIND['header-value'], s.pos);
  s.known = known;
  if (known === undefined) SHAPE_OF.text(s);
  else if (s.pos < stop) {
    const errors = s.errors.length;
    known.shape(s);
    s.skipLws();
    if (s.pos < stop) {
      if (s.errors.length === errors) unread(s, stop);
      s.leaf(KIND.error, s.pos, stop);
    }
  } else if (!known.mayBeEmpty) s.missing('value-missing');
  s.close(value, stop);
}

/** What a value is followed by that does not belong to it. */
function unread(s: Scanner, stop: number): void {
  if (s.peek() === COMMA && isPairAt(s, s.pos + 1)) s.error('comma-for-semicolon', s.pos, s.pos + 1);
  else s.error('text-unexpected', s.pos, stop);
}

/** A line in the header block that has no name, no colon, or characters in its name that no name may have. */
function faultyHeader(s: Scanner, start: number, nameEnd: number, stop: number): void {
  const lineStop = lineEnd(s.text, start, Math.min(nextLine(s.text, start), stop));
  const colon = s.colons.next(s.text, start);
  const known = nameWithoutColon(s.text, start, nameEnd);
  if (isStartLine(s.text, start, lineStop)) s.error('empty-line-missing', start, lineStop);
  else if (known !== undefined) {
    withoutColon(s, known, start, nameEnd, stop);
    return;
  } else if (colon >= lineStop) s.error('header-no-colon', start, lineStop);
  else if (colon === start) s.error('header-name-missing', start, start + 1);
  else {
    nameWithFault(s, start, nameEnd, colon, stop);
    return;
  }
  s.leaf(KIND.error, start, stop);
  s.limit = s.text.length;
}

/** `Max-Forwards 70`: the header field is there, so nothing else has to say that it is missing. */
function withoutColon(s: Scanner, known: KnownHeader, start: number, nameEnd: number, stop: number): void {
  const node = s.open(KIND.header | (known.number << KIND_BITS), start);
  s.leaf(KIND['header-name'], start, nameEnd);
  s.error('header-no-colon', start, nameEnd);
  const errors = s.errors.length;
  const next = s.text.charCodeAt(nameEnd);
  s.pos = next === SEMI || next === EQUAL ? nameEnd + 1 : nameEnd;
  headerValue(s, known, stop);
  s.errors.length = errors;
  s.close(node, stop);
  s.limit = s.text.length;
}

function nameWithFault(s: Scanner, start: number, nameEnd: number, colon: number, stop: number): void {
  const end = s.trimmed(start, colon);
  const known = nameWithHyphens(s.text, start, end);
  const node = s.open(known === undefined ? KIND.header : KIND.header | (known.number << KIND_BITS), start);
  s.leaf(KIND['header-name'], start, end);
  s.error('header-name-not-token', start, Math.max(end, nameEnd));
  s.pos = colon + 1;
  headerValue(s, known, stop);
  s.close(node, stop);
  s.limit = s.text.length;
}
