/** Bodies that are SIP themselves: message/sip (RFC 3261 §27.5) and message/sipfrag (RFC 3420). */

import type { SipMessage } from '../syntax/message.ts';
import { isStartLine, lineEnd, nextLine } from '../syntax/segment.ts';
import { hasMessage, startLineOf } from '../syntax/views.ts';
import { bodySource, errorsOf, findHead, readHeaders, readMessage } from './headers.ts';
import type { BodyError, BodySource, Span } from './types.ts';

/** A message inside of a body; the offsets of `message` are those of the outer text less `shift`. */
export interface InnerMessage extends Span {
  readonly message: SipMessage;
  readonly shift: number;
  /** False for a fragment that begins with header fields: the start-line of `message` is then not in the text. */
  readonly hasStartLine: boolean;
  /** The body of the inner message, in the outer text. */
  readonly body: BodySource | undefined;
  readonly errors: readonly BodyError[];
}

/** Reads a message or, for message/sipfrag, a part of one; never throws. */
export function parseInnerMessage(source: BodySource): InnerMessage {
  const { text, start, end, depth } = source;
  const first = lineEnd(text, start, Math.min(nextLine(text, start), end));
  const fragment = source.mediaType !== 'message/sip';
  const hasStartLine = isStartLine(text, start, first) || (!fragment && !isHeaderLine(text, start, first));
  const head = findHead(text, start, end);
  const inner = hasStartLine ? readMessage(text, start, end) : readHeaders(text, start, head.headersEnd);
  // A fragment may end anywhere between two header fields (RFC 3420 §2); of a whole message without body the empty
  // line is at the end of ours, where empty lines are taken to be the file's.
  const errors = errorsOf(inner, start, end, ['empty-line-missing']);
  if (!hasStartLine && !fragment) errors.unshift({ code: 'sip-start-line', start, end: first });
  const body =
    head.bodyStart < end && hasMessage(inner.message)
      ? bodySource(inner.message, { text, start: head.bodyStart, end, depth: depth + 1 }, '')
      : undefined;
  return { start, end, message: inner.message, shift: inner.shift, hasStartLine, body, errors };
}

function isHeaderLine(text: string, start: number, end: number): boolean {
  return /^[A-Za-z][\w.-]*[ \t]*:/.test(text.slice(start, Math.min(end, start + 80)));
}

/** `REGISTER` or `200 OK`; empty for a fragment without start-line. */
export function innerTitle(inner: InnerMessage): string {
  const line = inner.hasStartLine ? startLineOf(inner.message) : undefined;
  if (!line) return '';
  return line.type === 'request' ? line.method : `${line.code} ${line.reason}`.trim();
}
