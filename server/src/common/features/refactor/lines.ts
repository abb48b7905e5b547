/** Folding of long header fields (RFC 3261 §7.3.1): a line end with white space behind it counts as one space. */

import type { SipMessage } from '../../syntax/message.ts';
import type { Header } from '../../syntax/views.ts';
import { lineEndOf } from '../locate.ts';
import type { Piece } from '../pieces.ts';
import { piecesOf } from '../pieces.ts';
import type { MessageEdit, Refactor } from './refactoring.ts';
import { ownHeaderAt, rewriting } from './refactoring.ts';

/** Columns that lines are kept to where they can be, as RFC 5322 §2.1.1 advises; SIP has no limit of its own. */
const COLUMNS = 78;

export const foldHeader: Refactor = place => {
  const header = ownHeaderAt(place);
  if (header === undefined || header.hasErrors) return [];
  return rewriting(place, `Fold ${header.name} at ${COLUMNS} columns`, folds(place.message, header));
};

/** Greedy: each line takes as much as fits. Only a header field on one line that is too long is folded. */
function folds(message: SipMessage, header: Header): readonly MessageEdit[] {
  const { start, end } = header;
  if (end - start <= COLUMNS || message.text.slice(start, end).includes('\n')) return [];
  const edits: MessageEdit[] = [];
  const places = breaks(message, header);
  let lineStart = start;
  for (const [at, place] of places.entries()) {
    const next = places[at + 1]?.start ?? end;
    if (next - lineStart <= COLUMNS || place.start <= lineStart) continue;
    edits.push({ ...place, text: `${lineEndOf(message)} ` });
    // The new line begins with one space.
    lineStart = place.end - 1;
  }
  return edits;
}

/** White space, maybe none, that may become a line end: the grammar has LWS or SWS there. */
function breaks({ text }: SipMessage, { row, value }: Header): readonly { start: number; end: number }[] {
  const written = text.slice(value.start, value.end);
  if (row?.shape === 'date') return [];
  const found: { start: number; end: number }[] = [];
  if (row === undefined || row.shape === 'text') {
    // Of a value without grammar only single spaces are sure to mean what a folded line means.
    for (const { index } of written.matchAll(/(?<=\S) (?=\S)/g)) found.push({ start: index, end: index + 1 });
  } else {
    for (const piece of piecesOf(written, row.shape)) if (begins(piece)) found.push(gapAt(written, piece.start));
  }
  return found
    .filter(gap => gap.start > 0 && gap.end < written.length)
    .map(gap => ({ start: value.start + gap.start, end: value.start + gap.end }));
}

function begins({ kind, start }: Piece): boolean {
  return start > 0 && (kind === 'element' || kind === 'param');
}

/** The white space around the separator before a piece: a line may begin with `;`, and one may end with `,`. */
function gapAt(value: string, from: number): { start: number; end: number } {
  let start = value.charAt(from - 1) === ';' ? from - 1 : from;
  let end = start;
  while (/[ \t]/.test(value.charAt(end))) end++;
  while (start > 0 && /[ \t]/.test(value.charAt(start - 1))) start--;
  return { start, end };
}

/** One line again. */
export const unfoldHeader: Refactor = place => {
  const header = ownHeaderAt(place);
  if (header === undefined) return [];
  const { start, end } = header;
  const edits = [...place.message.text.slice(start, end).matchAll(/[ \t]*\r?\n[ \t]+/g)].map(
    ({ index, 0: fold }): MessageEdit => ({ start: start + index, end: start + index + fold.length, text: ' ' }),
  );
  return rewriting(place, `Unfold ${header.name} to one line`, edits);
};
