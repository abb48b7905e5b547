/** Text of new messages put below one that is there. */

import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { bodyOf, headersOf } from '../syntax/views.ts';
import { lineEndOf, positionOf } from './locate.ts';
import type { Position } from './types.ts';

/** Where the text goes, and how it reads there: with an empty line above and the line ends of the message. */
export function insertionBelow(
  document: SipDocument,
  index: number,
  text: string,
): { position: Position; text: string } {
  const message = document.messages[index];
  if (!message) return { position: { line: 0, character: 0 }, text };
  const insertion = insertionBehind(message, text);
  return { position: positionOf(document, index, insertion.at), text: insertion.text };
}

/** What follows the place, and the line ends that are missing there. */
const ENDS = [
  [/^\r?\n\r?\n/, ''],
  [/^\r?\n/, '\n'],
] as const;

/** The same with the offset in the message's text. */
export function insertionBehind(message: SipMessage, text: string): { at: number; text: string } {
  // Behind the last octet of the body, which an inserted line end would otherwise lengthen.
  const at = bodyOf(message)?.end ?? headersOf(message).at(-1)?.end ?? message.text.length;
  const gap = message.text.slice(0, at).endsWith('\n') ? '\n' : '\n\n';
  // One empty line below, which ends a message without a body.
  const end = ENDS.find(([rest]) => rest.test(message.text.slice(at, at + 4)))?.[1] ?? '\n\n';
  return { at, text: `${gap}${text.trimEnd()}${end}`.replaceAll('\n', lineEndOf(message)) };
}
