/** From the tree to the wire and back: what the simulator sends and what exporters write. */

import type { SipMessage } from './message.ts';
import { fittingLengths } from './octets.ts';
import { bodyOf, headersOf, startLineOf, unfold } from './views.ts';

export interface WireHeader {
  /** As written in the source, or as an actor chose. */
  readonly name: string;
  readonly value: string;
  /** Where the value stands in the source text, when it comes from there. */
  readonly start?: number;
  readonly end?: number;
}

/** A message as data to change and to send: no comments, no folding. */
export interface WireMessage {
  readonly startLine: string;
  readonly headers: readonly WireHeader[];
  /** With CRLF line ends. */
  readonly body: string;
}

/** What of a message goes over the wire; undefined when the segment holds no message. */
export function toWire(message: SipMessage): WireMessage | undefined {
  const line = startLineOf(message);
  if (!line) return undefined;
  const headers = headersOf(message).map(header => {
    const { start, end } = header.value;
    const { nameNode } = header;
    return { name: message.text.slice(nameNode.start, nameNode.end), value: header.raw, start, end };
  });
  return {
    startLine: unfold(message.text.slice(line.start, line.end)),
    headers,
    body: crlf(bodyOf(message)?.text ?? ''),
  };
}

/** Start-line, header lines, empty line and body, every line ended by CRLF (RFC 3261 §7). */
export function printWire(wire: WireMessage): string {
  const lines = wire.headers.map(header =>
    header.value === '' ? `${header.name}:` : `${header.name}: ${header.value}`,
  );
  return `${[wire.startLine, ...lines].join('\r\n')}\r\n\r\n${wire.body}`;
}

function crlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** The values of Content-Length that this body agrees with; the first is the one to write. */
export function contentLengths(message: SipMessage): readonly number[] {
  const body = bodyOf(message);
  return body ? fittingLengths(message.text, body.start, body.end) : [0];
}

export { utf8Bytes as wireBytes, utf8Length } from './octets.ts';
