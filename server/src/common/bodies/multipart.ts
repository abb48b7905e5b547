/** Multipart bodies: preamble, parts with header fields of their own, closing delimiter (RFC 2046 §5.1). */

import type { SipMessage } from '../syntax/message.ts';
import { lineEnd, nextLine } from '../syntax/segment.ts';
import { errorsOf, findPartHead, readHeaders } from './headers.ts';
import type { BodyError, BodySource, Span } from './types.ts';

/** One part; `head` holds its header fields, whose offsets are those of the message's text less `shift`. */
export interface Part extends Span {
  /** The delimiter line before it. */
  readonly delimiter: Span;
  readonly head: SipMessage;
  readonly shift: number;
  readonly headersEnd: number;
  /** The body without the line end that belongs to the delimiter after it. */
  readonly body: Span;
}

export interface Multipart extends Span {
  readonly boundary: string;
  readonly parts: readonly Part[];
  /** The line that ends the body, undefined when it is missing. */
  readonly close: Span | undefined;
  readonly errors: readonly BodyError[];
}

const BOUNDARY = /^[A-Za-z0-9'()+_,\-./:=? ]{0,69}[A-Za-z0-9'()+_,\-./:=?]$/;
const MOST_PARTS = 1000;

interface Delimiter extends Span {
  readonly next: number;
  readonly closes: boolean;
}

/** Reads a multipart body; never throws. */
export function parseMultipart(source: BodySource): Multipart {
  const { text, start, end } = source;
  const boundary = source.parameters.get('boundary') ?? '';
  const errors: BodyError[] = [];
  const whole = { start, end };
  if (boundary === '') {
    errors.push({ code: 'multipart-boundary', start, end: lineEnd(text, start, Math.min(nextLine(text, start), end)) });
    return { ...whole, boundary, parts: [], close: undefined, errors };
  }
  const delimiters = findDelimiters(text, start, end, boundary);
  const first = delimiters[0];
  if (!BOUNDARY.test(boundary)) errors.push({ code: 'multipart-boundary-malformed', ...(first ?? firstLine(source)) });
  if (!first) errors.push({ code: 'multipart-delimiter-missing', ...firstLine(source), detail: boundary });
  const parts: Part[] = [];
  for (const [index, delimiter] of delimiters.entries()) {
    if (delimiter.closes) break;
    const stop = delimiters[index + 1];
    parts.push(readPart(text, delimiter, stop ? beforeLineEnd(text, delimiter.next, stop.start) : end, errors));
  }
  const last = delimiters.at(-1);
  const close = last?.closes ? { start: last.start, end: last.end } : undefined;
  if (first && !close) {
    const at = start + text.slice(start, end).trimEnd().length;
    errors.push({ code: 'multipart-close-missing', start: at, end: at, detail: boundary });
  }
  return { ...whole, boundary, parts, close, errors };
}

function firstLine({ text, start, end }: BodySource): Span {
  return { start, end: lineEnd(text, start, Math.min(nextLine(text, start), end)) };
}

/** The lines that are `--boundary` or `--boundary--`, up to the closing one. */
function findDelimiters(text: string, start: number, end: number, boundary: string): readonly Delimiter[] {
  const dashes = `--${boundary}`;
  const found: Delimiter[] = [];
  for (let pos = start; pos < end && found.length < MOST_PARTS; ) {
    const next = Math.min(nextLine(text, pos), end);
    if (text.startsWith(dashes, pos)) {
      const stop = lineEnd(text, pos, next);
      const rest = text.slice(pos + dashes.length, stop).trimEnd();
      if (rest === '' || rest === '--') {
        found.push({ start: pos, end: stop, next, closes: rest === '--' });
        if (rest === '--') break;
      }
    }
    pos = next;
  }
  return found;
}

/** The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
function beforeLineEnd(text: string, start: number, end: number): number {
  return Math.max(start, lineEnd(text, start, end));
}

function readPart(text: string, delimiter: Delimiter, end: number, errors: BodyError[]): Part {
  const start = delimiter.next;
  const stop = Math.max(start, end);
  const head = findPartHead(text, start, stop);
  const inner = readHeaders(text, start, head.headersEnd);
  // A part may consist of header fields alone, but then their empty line is still there.
  if (head.bodyStart === head.headersEnd && stop > start) {
    const at = head.bodyStart;
    errors.push({
      code: 'multipart-empty-line',
      start: at,
      end: lineEnd(text, at, Math.min(nextLine(text, at), stop)),
    });
  }
  errors.push(...errorsOf(inner, start, head.headersEnd));
  return {
    start,
    end: stop,
    delimiter: { start: delimiter.start, end: delimiter.end },
    head: inner.message,
    shift: inner.shift,
    headersEnd: head.headersEnd,
    body: { start: head.bodyStart, end: stop },
  };
}
