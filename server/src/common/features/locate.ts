/** Between positions of a document (lines and UTF-16 characters) and offsets in one message. */

import type { SipDocument } from '../syntax/document.ts';
import { placeAt, positionOf } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { Position, Range } from './types.ts';

export { placeAt, positionOf };

/** Offsets in one message's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Offset from the start of the document; positions beyond a line or the document go to its end. */
export function offsetAt(document: SipDocument, position: Position): number {
  const place = placeAt(document, position);
  return place ? (document.starts[place.index] ?? 0) + place.offset : 0;
}

export function rangeAt(document: SipDocument, index: number, span: Span): Range {
  return { start: positionOf(document, index, span.start), end: positionOf(document, index, span.end) };
}

/** One line of the message around an offset, without its line end. */
export function lineAt(message: SipMessage, offset: number): { start: number; end: number; text: string } {
  const { text } = message;
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const end = next < 0 ? text.length : next > start && text[next - 1] === '\r' ? next - 1 : next;
  return { start, end, text: text.slice(start, end) };
}

/** True also where the cursor stands just behind the last character. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The line end that the message uses. */
export function lineEndOf(message: SipMessage): '\r\n' | '\n' {
  return message.text.includes('\r\n') ? '\r\n' : '\n';
}
