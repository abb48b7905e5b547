/** Text of new messages put below one that is there. */

import type { SipDocument } from '../syntax/document.ts';
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
  // Behind the last octet of the body, which an inserted line end would otherwise lengthen.
  const at = bodyOf(message)?.end ?? headersOf(message).at(-1)?.end ?? message.text.length;
  const gap = message.text.slice(0, at).endsWith('\n') ? '\n' : '\n\n';
  return {
    position: positionOf(document, index, at),
    text: `${gap}${text.trimEnd()}\n`.replaceAll('\n', lineEndOf(message)),
  };
}
