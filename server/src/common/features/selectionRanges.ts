/** textDocument/selectionRange: from the token under the cursor outwards to the message and the document. */

import type { SipDocument } from '../syntax/document.ts';
import { nodePathAt } from '../syntax/tree.ts';
import { placeAt, rangeAt } from './locate.ts';
import type { Position, Range, SelectionRange } from './types.ts';

export function selectionRanges(document: SipDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map(position => selectionRange(document, position));
}

function selectionRange(document: SipDocument, position: Position): SelectionRange {
  const whole: SelectionRange = { range: { start: { line: 0, character: 0 }, end: documentEnd(document) } };
  const place = placeAt(document, position);
  if (!place) return { range: { start: position, end: position } };
  let current = whole;
  for (const node of nodePathAt(place.message, place.offset)) {
    const range = rangeAt(document, place.index, node);
    if (node.end > node.start && !same(range, current.range)) current = { range, parent: current };
  }
  return current;
}

function documentEnd(document: SipDocument): Position {
  const last = document.messages.length - 1;
  const message = document.messages[last];
  return message ? rangeAt(document, last, { start: 0, end: message.text.length }).end : { line: 0, character: 0 };
}

function same(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
