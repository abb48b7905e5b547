/** Header fields inside of bodies (parts of a multipart body, message/sipfrag), read with the grammars of our headers. */

import type { ErrorCode } from '../syntax/errors.ts';
import { parseParts, type SipMessage } from '../syntax/message.ts';
import { lineEnd, nextLine } from '../syntax/segment.ts';
import { mediaTypeOf } from '../syntax/values.ts';
import { firstHeader, type Header } from '../syntax/views.ts';
import type { BodyError, BodySource } from './types.ts';

/** Where header fields end and their body begins; without an empty line both are `end`. */
export interface Head {
  readonly headersEnd: number;
  readonly bodyStart: number;
}

/** Looks for the empty line in `text[start, end)`. */
export function findHead(text: string, start: number, end: number): Head {
  for (let pos = start; pos < end; ) {
    const next = Math.min(nextLine(text, pos), end);
    if (lineEnd(text, pos, next) === pos) return { headersEnd: pos, bodyStart: next };
    pos = next;
  }
  return { headersEnd: end, bodyStart: end };
}

const HEADER_LINE = /[!%'*+\-.0-9A-Z_`a-z~]+[ \t]*:|[ \t]/y;

/**
 * Looks for the end of the header fields of a part. A line that is none ends them too: then an empty line is missing,
 * and `headersEnd` equals `bodyStart`.
 */
export function findPartHead(text: string, start: number, end: number): Head {
  for (let pos = start; pos < end; ) {
    const next = Math.min(nextLine(text, pos), end);
    if (lineEnd(text, pos, next) === pos) return { headersEnd: pos, bodyStart: next };
    HEADER_LINE.lastIndex = pos;
    if (!HEADER_LINE.test(text)) return { headersEnd: pos, bodyStart: pos };
    pos = next;
  }
  return { headersEnd: end, bodyStart: end };
}

/** A message inside of another: its offsets are those of the outer text less `shift`. */
export interface Inner {
  readonly message: SipMessage;
  readonly shift: number;
}

/** A start-line for header fields that have none; it is never shown. */
const STAND_IN = 'OPTIONS sip:part.invalid SIP/2.0\r\n';

/** Reads `text[start, end)` as header fields; the body stays outside. */
export function readHeaders(text: string, start: number, end: number): Inner {
  const whole = `${STAND_IN}${text.slice(start, end)}\r\n`;
  const message = parseParts(whole, whole.length - 2, whole.length);
  return { message, shift: start - STAND_IN.length };
}

/** Reads `text[start, end)` as a whole message: start-line, header fields, body. */
export function readMessage(text: string, start: number, end: number): Inner & Head {
  const head = findHead(text, start, end);
  const whole = text.slice(start, end);
  const message = parseParts(whole, head.headersEnd - start, head.bodyStart - start);
  return { message, shift: start, ...head };
}

/** The syntax errors of an inner message, at their places in the outer text. */
export function errorsOf(inner: Inner, start: number, end: number, silent: readonly ErrorCode[] = []): BodyError[] {
  return inner.message.errors
    .filter(error => !silent.includes(error.code))
    .map(({ code, start: from, end: to }) => ({
      code,
      start: Math.max(start, Math.min(end, from + inner.shift)),
      end: Math.max(start, Math.min(end, to + inner.shift)),
    }));
}

/** The body of a message or a part, by the Content-Type among its header fields. */
export function bodySource(
  message: SipMessage,
  place: Pick<BodySource, 'text' | 'start' | 'end' | 'depth'>,
  fallback: string,
): BodySource {
  const header: Header | undefined = firstHeader(message, 'Content-Type');
  const mediaType = header && mediaTypeOf(message, header);
  const parameters = new Map(mediaType?.params.map(each => [each.nameLower, each.value ?? '']));
  const written = mediaType ? `${mediaType.type}/${mediaType.subtype}` : '';
  return { ...place, mediaType: isEncoded(message) ? 'encoded' : written || fallback, parameters };
}

/** The octets are not the text that they stand for. */
function isEncoded(message: SipMessage): boolean {
  const coding = firstHeader(message, 'Content-Encoding')?.raw.toLowerCase() ?? '';
  const transfer = firstHeader(message, 'Content-Transfer-Encoding')?.raw.toLowerCase() ?? '';
  return (coding !== '' && coding !== 'identity') || transfer === 'base64' || transfer === 'quoted-printable';
}
