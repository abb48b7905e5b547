/** SIP messages as octets: where they begin and end, and how they become text. */

import { utf8Text } from '../../diameter/octets.ts';
import { isStartLine } from '../../syntax/segment.ts';

const CR = 13;
const LF = 10;

/** End of the line at `from`, after its LF; the end of the octets when there is none. */
function afterLine(octets: Uint8Array, from: number): number {
  const lf = octets.indexOf(LF, from);
  return lf < 0 ? octets.length : lf + 1;
}

/** One character an octet: good for looking at header fields. */
function latin1(octets: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 8192) {
    text += String.fromCharCode(...octets.subarray(at, Math.min(at + 8192, end)));
  }
  return text;
}

/** A start-line longer than this is none. */
const LONGEST_LINE = 8192;

function isStartAt(octets: Uint8Array, at: number, end: number): boolean {
  const first = octets[at] ?? 0;
  // Methods and `SIP` begin with a letter, which spares most lines of other protocols the text.
  if ((first | 32) < 97 || (first | 32) > 122 || end - at > LONGEST_LINE) return false;
  let stop = end;
  while (stop > at && (octets[stop - 1] === LF || octets[stop - 1] === CR)) stop--;
  const line = latin1(octets, at, stop);
  return isStartLine(line, 0, line.length);
}

/** Position of the first start-line at a line's beginning at or after `from`; -1 when there is none. */
export function findStartLine(octets: Uint8Array, from: number): number {
  for (let at = from; at < octets.length; ) {
    const next = afterLine(octets, at);
    if (isStartAt(octets, at, next)) return at;
    at = next;
  }
  return -1;
}

export interface FoundMessage {
  readonly start: number;
  /** Just after the body. */
  readonly end: number;
  /** Just after the empty line. */
  readonly bodyStart: number;
  /** Octets that Content-Length promises and that are not there. */
  readonly missing: number;
}

/**
 * The message whose start-line is at `start`. In a stream Content-Length ends the body (RFC 3261 §18.3); in a datagram
 * the datagram does, and a smaller Content-Length cuts off what follows.
 */
export function messageAt(octets: Uint8Array, start: number, kind: 'stream' | 'datagram'): FoundMessage {
  const bodyStart = headEnd(octets, start);
  if (bodyStart < 0) return { start, end: octets.length, bodyStart: octets.length, missing: 0 };
  const length = contentLength(latin1(octets, start, bodyStart));
  const available = octets.length - bodyStart;
  if (length === undefined) {
    const end = kind === 'datagram' ? octets.length : bodyStart;
    return { start, end, bodyStart, missing: 0 };
  }
  const taken = Math.min(length, available);
  return { start, end: bodyStart + taken, bodyStart, missing: length - taken };
}

/** Just after the empty line that ends the header fields; -1 when there is none. */
function headEnd(octets: Uint8Array, start: number): number {
  for (let at = afterLine(octets, start); at < octets.length; at = afterLine(octets, at)) {
    if (octets[at] === LF) return at + 1;
    if (octets[at] === CR && octets[at + 1] === LF) return at + 2;
  }
  return -1;
}

function contentLength(head: string): number | undefined {
  const match = /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})[ \t]*\r?$/im.exec(head);
  return match ? Number(match[1]) : undefined;
}

export interface MessageText {
  readonly text: string;
  readonly comments: readonly string[];
}

/** Control characters that no text has, and what is no UTF-8. */
const NO_TEXT = /(?![\t\n\v\f\r])[\p{Cc}\ufffd]/u;

/** A text file cannot hold every body: one that is no text becomes a comment in hexadecimal. */
export function messageText(octets: Uint8Array, found: FoundMessage): MessageText {
  const head = lineFeeds(utf8Text(octets.subarray(found.start, found.bodyStart)));
  const body = octets.subarray(found.bodyStart, found.end);
  const whole = head.endsWith('\n\n') ? head : `${head.replace(/\n*$/, '')}\n\n`;
  const comments = found.missing > 0 ? [`# The capture lacks the last ${found.missing} octets of the body.`] : [];
  const text = utf8Text(body);
  if (!NO_TEXT.test(text)) return { text: whole + lineFeeds(text), comments };
  const type = /^(?:content-type|c)[ \t]*:[ \t]*(.*)$/im.exec(head)?.[1] ?? 'of no stated type';
  comments.push(
    `# A body of ${body.length} octets (${type.trim()}) is no text and was left out, Content-Length set to 0.`,
  );
  comments.push(...hexLines(body));
  return { text: whole.replace(/^(content-length|l)([ \t]*:[ \t]*)\d+/im, '$1$20'), comments };
}

function lineFeeds(text: string): string {
  return text.replace(/\r\n/g, '\n');
}

const MOST_HEX = 4096;

function hexLines(octets: Uint8Array): string[] {
  const lines: string[] = [];
  const end = Math.min(octets.length, MOST_HEX);
  for (let at = 0; at < end; at += 32) {
    const part = [...octets.subarray(at, Math.min(at + 32, end))];
    lines.push(`#   ${part.map(octet => octet.toString(16).padStart(2, '0')).join('')}`);
  }
  if (octets.length > MOST_HEX) lines.push(`#   and ${octets.length - MOST_HEX} octets more`);
  return lines;
}
