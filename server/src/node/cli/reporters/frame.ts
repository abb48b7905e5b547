/** The line of a finding with carets under the range, cut to the width that there is. */

import { cells, visible } from '../terminal.ts';

export interface Frame {
  readonly line: string;
  readonly indent: string;
  readonly carets: string;
}

/** Columns that stand before the finding where the beginning of the line is cut off. */
const LEAD = 20;
const CUT = '…';

/** `start` and `end` are UTF-16 units of the line; an empty range is a place, and gets one caret. */
export function frame(line: string, start: number, end: number, width: number): Frame {
  const from = beginning(line, start, end, width);
  let shown = from > 0 ? CUT : '';
  let columns = cells(shown);
  let indent = columns;
  let marked = 0;
  let at = from;
  // Characters and not units; no line is looked at beyond what can be shown.
  for (const character of line.slice(from, from + 2 * width)) {
    const picture = visible(character);
    const size = cells(picture);
    if (columns + size > width - (at + character.length < line.length ? 1 : 0)) {
      shown += CUT;
      break;
    }
    if (at < start) indent = columns + size;
    else if (at < end) marked += size;
    shown += picture;
    columns += size;
    at += character.length;
  }
  return { line: shown, indent: ' '.repeat(indent), carets: '^'.repeat(Math.max(1, marked)) };
}

/** The unit from which the line is shown: its first, or some way before the finding, but no sooner than needed. */
function beginning(line: string, start: number, end: number, width: number): number {
  if (cells(line.slice(0, Math.min(end, width + 1))) < width) return 0;
  const tail = line.length - width + CUT.length;
  const isNarrow = /^[ -~]*$/.test(line.slice(Math.max(0, Math.min(tail, start - LEAD)), start));
  return wholeFrom(line, Math.max(0, isNarrow ? Math.min(tail, start - LEAD) : start - LEAD));
}

/** Not in the middle of a surrogate pair. */
function wholeFrom(line: string, at: number): number {
  const unit = line.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
