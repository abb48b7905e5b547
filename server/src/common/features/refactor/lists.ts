/**
 * Several values of one header: each in a field of its own, or all in one as a comma list. Both mean the same where the
 * grammar is a comma list, and nowhere else: not for challenges and credentials (RFC 3261 §7.3.1).
 */

import type { SipMessage } from '../../syntax/message.ts';
import type { Header } from '../../syntax/views.ts';
import { headersNamed } from '../../syntax/views.ts';
import { lineEndOf } from '../locate.ts';
import { piecesOf } from '../pieces.ts';
import type { MessageEdit, Refactor } from './refactoring.ts';
import { behindBlanks, hasCommentAbove, hasOwnLines, ownHeaderAt, rewriting } from './refactoring.ts';

function isList({ row, hasErrors }: Header): boolean {
  return !hasErrors && (row?.list === 'list' || row?.list === 'orEmpty');
}

/** The values of a list, without the white space around them; offsets in the message. */
function elementsOf({ text }: SipMessage, { row, value }: Header): readonly { start: number; end: number }[] {
  if (row === undefined) return [];
  const elements: { start: number; end: number }[] = [];
  for (const piece of piecesOf(text.slice(value.start, value.end), row.shape)) {
    const last = elements[piece.element];
    if (last) last.end = value.start + piece.end;
    else elements.push({ start: value.start + piece.start, end: value.start + piece.end });
  }
  return elements.map(({ start, end }) => {
    const written = text.slice(start, end);
    return { start: end - written.trimStart().length, end: start + written.trimEnd().length };
  });
}

export const splitList: Refactor = place => {
  const { message } = place;
  const header = ownHeaderAt(place);
  if (header === undefined || !isList(header) || hasCommentAbove(message, header)) return [];
  const { start, end } = header.nameNode;
  const text = `${lineEndOf(message)}${message.text.slice(start, end)}: `;
  const elements = elementsOf(message, header);
  const edits = elements.slice(1).map(
    (element, before): MessageEdit => ({
      start: elements[before]?.end ?? element.start,
      end: element.start,
      text,
    }),
  );
  return rewriting(place, `Give each value of ${header.name} a field of its own`, edits);
};

export const joinList: Refactor = place => {
  const { message } = place;
  const at = ownHeaderAt(place);
  if (at === undefined || !isList(at)) return [];
  const all = headersNamed(message, at.name);
  const [first, ...others] = all;
  // An empty value says something of its own; "Contact: *" stands alone.
  const isPlain = (header: Header): boolean =>
    isList(header) && header.raw !== '' && header.raw !== '*' && hasOwnLines(message, header);
  if (first === undefined || !all.every(isPlain)) return [];
  if (all.some(header => hasCommentAbove(message, header))) return [];
  const values = others.map(({ value }) => `, ${message.text.slice(value.start, value.end)}`);
  const edits = others.map((header): MessageEdit => removal(message, header));
  const joined = { start: first.value.end, end: first.value.end, text: values.join('') };
  return others.length === 0 ? [] : rewriting(place, `Write all values of ${at.name} in one field`, [joined, ...edits]);
};

/** Takes a header field away together with the line end before it. */
function removal({ text }: SipMessage, header: Header): MessageEdit {
  const line = text.lastIndexOf('\n', header.start - 1);
  const start = text.charAt(line - 1) === '\r' ? line - 1 : line;
  return { start, end: behindBlanks(text, header.end), text: '' };
}
