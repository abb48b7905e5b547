/** Edits that several rules make: replace, insert and remove whole header fields and parameters. */

import type { SipMessage } from '../../syntax/message.ts';
import type { Header } from '../../syntax/views.ts';
import type { Fix, Span } from '../rule.ts';
import { factsOf } from './facts.ts';

export function replaceFix(title: string, span: Span, text: string): Fix {
  return { title, edits: [{ start: span.start, end: span.end, text }] };
}

export function insertFix(title: string, at: number, text: string): Fix {
  return { title, edits: [{ start: at, end: at, text }] };
}

/** The line end that the message uses. */
export function lineEndOf(message: SipMessage): string {
  return message.text.includes('\r\n') ? '\r\n' : '\n';
}

/** Removes a header field with its line end. */
export function removeHeaderFix(message: SipMessage, header: Header): Fix {
  return { title: `Remove ${header.name}`, edits: [headerRemoval(message, header)] };
}

export function headerRemoval(message: SipMessage, header: Header): Fix['edits'][number] {
  const { text } = message;
  let end = header.end;
  while (/[ \t]/.test(text.charAt(end))) end++;
  if (text.charAt(end) === '\r') end++;
  if (text.charAt(end) === '\n') end++;
  return { start: header.start, end, text: '' };
}

/** Adds a header field after the last one of `after` that the message has, otherwise after the last header field. */
export function addHeaderFix(message: SipMessage, name: string, value: string, ...after: readonly string[]): Fix {
  const at = insertionPoint(message, after);
  return insertFix(`Add ${name}: ${value}`, at, `${lineEndOf(message)}${name}: ${value}`);
}

/** End of the header field that a new one goes behind; of the start-line when there is none. */
function insertionPoint(message: SipMessage, after: readonly string[]): number {
  const facts = factsOf(message);
  for (const name of after) {
    const anchor = facts.every(name).at(-1);
    if (anchor !== undefined) return anchor.end;
  }
  return facts.headers.at(-1)?.end ?? (facts.request ?? facts.status)?.end ?? 0;
}

/** Removes a parameter together with the separator in front of it. */
export function removeParamFix(message: SipMessage, parameter: Span & { readonly name: string }): Fix {
  let start = parameter.start;
  while (start > 0 && /[\s]/.test(message.text.charAt(start - 1))) start--;
  if (start > 0 && /[;,]/.test(message.text.charAt(start - 1))) start--;
  return replaceFix(`Remove ${parameter.name}`, { start, end: parameter.end }, '');
}

/** Removes one element of a comma list, the whole header field when it was the only one. */
export function removeElementFix(
  message: SipMessage,
  header: Header,
  element: Span,
  title: string,
  only: boolean,
): Fix {
  if (only) return { title, edits: [headerRemoval(message, header)] };
  const { text } = message;
  let start = element.start;
  let end = element.end;
  while (start > header.start && /\s/.test(text.charAt(start - 1))) start--;
  if (text.charAt(start - 1) === ',') start--;
  else {
    start = element.start;
    while (end < header.end && /\s/.test(text.charAt(end))) end++;
    if (text.charAt(end) === ',') end++;
    while (end < header.end && /\s/.test(text.charAt(end))) end++;
  }
  return { title, edits: [{ start, end, text: '' }] };
}
