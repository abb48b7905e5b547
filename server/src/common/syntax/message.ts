/** One message: the text of its segment, the tape of its tree, and its syntax errors. */

import type { Views } from './cache.ts';
import { COLON, HASH, LF, SP, TAB, TOKEN } from './chars.ts';
import type { ParseError } from './errors.ts';
import { type KnownHeader, knownHeaderAt } from './headerTable.ts';
import { KIND, KIND_BITS } from './kinds.ts';
import { leadingLine } from './leading.ts';
import { countLineEnds } from './lines.ts';
import { Scanner } from './scanner.ts';
import { findSegment, isStartLine, lineEnd, nextLine, type Segment } from './segment.ts';
import { SHAPE_OF } from './shapes/index.ts';
import { startLine } from './startLine.ts';

/** All offsets count in `text`, which begins with the lines before the message (separator, comments, prose). */
export class SipMessage {
  readonly text: string;
  /** Nodes in document order, see `tape.ts`; `tree.ts` makes typed nodes of it. */
  readonly tape: Int32Array;
  readonly errors: readonly ParseError[];
  /** Number of line ends in `text`. */
  readonly lineEnds: number;
  /** What `views.ts` and `tree.ts` have made so far, see `cache.ts`. */
  views: Views | undefined = undefined;
  /** What the rules last found here. Kept on the message: a look-up in a WeakMap costs more than many a rule. */
  checked: object | undefined = undefined;

  constructor(text: string, tape: Int32Array, errors: readonly ParseError[], lineEnds: number) {
    this.text = text;
    this.tape = tape;
    this.errors = errors;
    this.lineEnds = lineEnds;
  }
}

const NO_ERRORS: readonly ParseError[] = [];
/** One scanner serves all parses: they never overlap, and its tape keeps its size. */
const SCANNER = new Scanner();

/** Parses the first segment of `text`; never throws. Text after that segment is kept as prose. */
export function parseMessage(text: string): SipMessage {
  return parseSegment(text, findSegment(text, 0));
}

/** Parses a segment whose parts are known; offsets of `segment` count from the beginning of `text`. */
export function parseSegment(text: string, segment: Segment): SipMessage {
  const s = SCANNER;
  s.reset(text);
  const root = s.open(KIND.root, 0);
  linesOutside(s, segment.message < 0 ? segment.end : segment.message);
  if (segment.message >= 0) message(s, segment);
  s.limit = text.length;
  linesOutside(s, text.length);
  s.close(root, text.length);
  return new SipMessage(text, s.finish(), s.errors.length === 0 ? NO_ERRORS : s.errors, s.lineEnds);
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

function message(s: Scanner, segment: Segment): void {
  const node = s.open(KIND.message, segment.message);
  s.pos = segment.message;
  const next = nextLine(s.text, s.pos);
  startLine(s, lineEnd(s.text, s.pos, next));
  s.pos = next;
  s.lineEnds++;
  headerLines(s, segment.headersEnd);
  uncountOpenLine(s);
  // A message pasted without its last, empty line is tolerated only where the whole text ends.
  if (segment.bodyStart === segment.headersEnd) missingEmptyLine(s, segment.headersEnd);
  let end = segment.headersEnd;
  if (segment.bodyEnd > segment.bodyStart) {
    s.leaf(KIND.body, segment.bodyStart, segment.bodyEnd);
    end = segment.bodyEnd;
  } else if (segment.bodyStart > segment.headersEnd) end = segment.bodyStart;
  s.close(node, end);
  s.lineEnds += countLineEnds(s.text, s.pos, end);
  s.pos = end;
}

function missingEmptyLine(s: Scanner, at: number): void {
  const end = at > 0 && s.text.charCodeAt(at - 1) === LF ? lineEnd(s.text, at, at) : at;
  s.error('empty-line-missing', end, end);
}

function headerLines(s: Scanner, end: number): void {
  while (s.pos < end) {
    const start = s.pos;
    const code = s.text.charCodeAt(start);
    let next = nextLine(s.text, start);
    s.lineEnds++;
    if (code === HASH) {
      leadingLine(s, lineEnd(s.text, start, next));
      s.pos = next;
      continue;
    }
    // Folding: the header goes on while lines begin with white space (RFC 3261 §7.3.1).
    while (next < end && (s.text.charCodeAt(next) === SP || s.text.charCodeAt(next) === TAB)) {
      next = nextLine(s.text, next);
      s.lineEnds++;
    }
    const stop = s.trimmed(start, next);
    if (code === SP || code === TAB) orphan(s, start, stop);
    else header(s, start, stop);
    s.pos = next;
  }
}

/** A continuation line with no header before it. */
function orphan(s: Scanner, start: number, stop: number): void {
  s.leaf(KIND.continuation, start, stop);
  s.error('continuation-without-header', start, stop);
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
      if (s.errors.length === errors) s.error('text-unexpected', s.pos, stop);
      s.leaf(KIND.error, s.pos, stop);
    }
  } else if (!known.mayBeEmpty) s.missing('value-missing');
  s.close(value, stop);
}

/** A line in the header block that has no name, no colon, or characters in its name that no name may have. */
function faultyHeader(s: Scanner, start: number, nameEnd: number, stop: number): void {
  const lineStop = lineEnd(s.text, start, Math.min(nextLine(s.text, start), stop));
  const colon = s.colons.next(s.text, start);
  if (isStartLine(s.text, start, lineStop)) s.error('empty-line-missing', start, lineStop);
  else if (colon >= lineStop) s.error('header-no-colon', start, lineStop);
  else if (colon === start) s.error('header-name-missing', start, start + 1);
  else {
    nameWithFault(s, start, nameEnd, colon, stop);
    return;
  }
  s.leaf(KIND.error, start, stop);
  s.limit = s.text.length;
}

function nameWithFault(s: Scanner, start: number, nameEnd: number, colon: number, stop: number): void {
  const node = s.open(KIND.header, start);
  const end = s.trimmed(start, colon);
  s.leaf(KIND['header-name'], start, end);
  s.error('header-name-not-token', start, Math.max(end, nameEnd));
  s.pos = colon + 1;
  headerValue(s, undefined, stop);
  s.close(node, stop);
  s.limit = s.text.length;
}
