/** Comma lists (RFC 3261 §7.3.1): elements with recovery at the next comma. */

import { COMMA, LESS } from '../chars.ts';
import { KIND } from '../kinds.ts';
import { isPairAt } from '../params.ts';
import type { Scanner } from '../scanner.ts';

/** element *(COMMA element); an empty element and text after an element are marked, then the list goes on. */
export function commaList(s: Scanner, element: (s: Scanner) => void): void {
  let comma = -1;
  for (;;) {
    s.skipLws();
    if (s.peek() === COMMA || s.atEnd()) emptyElements(s);
    if (s.atEnd()) return;
    const errors = s.errors.length;
    const start = s.pos;
    element(s);
    s.skipLws();
    if (s.peek() === LESS && s.text.charCodeAt(start) === LESS && s.errors.length === errors) {
      // Another address right behind one: the next element begins here.
      s.error('comma-missing', s.pos, s.pos);
      continue;
    }
    if (!s.atEnd() && s.peek() !== COMMA) strayText(s, errors);
    if (s.errors.length > errors && comma >= 0 && isPairAt(s, start)) {
      // `;expires=60` was meant, and all of its faults come from the comma.
      s.errors.length = errors;
      s.error('comma-for-semicolon', comma, comma + 1);
    }
    if (s.atEnd()) return;
    comma = s.pos;
    s.pos++;
  }
}

/** Marks a run of commas with nothing between them, at the beginning, inside or at the end, as one mistake. */
function emptyElements(s: Scanner): void {
  const start = s.pos;
  let last = start;
  while (s.peek() === COMMA) {
    s.pos++;
    last = s.pos;
    s.skipLws();
  }
  s.error('element-empty', last === start ? lastComma(s, start) : start, last);
}

/** Start of the comma before `pos`, to have something to underline at the end of a list. */
function lastComma(s: Scanner, pos: number): number {
  let at = pos;
  while (at > 0 && s.text.charCodeAt(at - 1) !== COMMA) at--;
  return at > 0 ? at - 1 : pos;
}

/** Text after a complete element, up to the next comma. One mistake, one error. */
export function strayText(s: Scanner, errorsBefore: number): void {
  const start = s.pos;
  const stop = s.upToSeparator(COMMA, COMMA);
  const end = s.trimmed(start, stop);
  if (s.errors.length === errorsBefore) s.error('text-unexpected', start, end);
  s.leaf(KIND.error, start, end);
  s.pos = stop;
}
