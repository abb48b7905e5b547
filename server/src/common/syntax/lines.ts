/** Offsets to lines and back, inside one message. Characters are UTF-16 units, as in LSP. */

import type { SipMessage } from './message.ts';

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Line tables of messages that were asked for; they live as long as their message. */
const TABLES = new WeakMap<SipMessage, Int32Array>();

/** Number of line ends in a text. */
export function countLineEnds(text: string, start = 0, end = text.length): number {
  let count = 0;
  for (let at = start; at < end; count++) {
    at = text.indexOf('\n', at) + 1;
    if (at <= 0 || at > end) break;
  }
  return count;
}

/** Offsets at which the lines of a text begin; at least one. */
export function lineStarts(text: string): Int32Array {
  const starts = new Int32Array(countLineEnds(text) + 1);
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts[line++] = at + 1;
  return starts;
}

function tableOf(message: SipMessage): Int32Array {
  let table = TABLES.get(message);
  if (!table) {
    table = lineStarts(message.text);
    TABLES.set(message, table);
  }
  return table;
}

/** Line and character of an offset, counted from the message's first line. */
export function positionIn(message: SipMessage, offset: number): Position {
  const table = tableOf(message);
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - (table[low] ?? 0) };
}

/** Offset of a position counted from the message's first line; a position beyond the line's end is the line's end. */
export function offsetIn(message: SipMessage, position: Position): number {
  const table = tableOf(message);
  if (position.line < 0) return 0;
  if (position.line >= table.length) return message.text.length;
  const start = table[position.line] ?? 0;
  const next = table[position.line + 1];
  let end = next === undefined ? message.text.length : next - 1;
  if (next !== undefined && end > start && message.text.charCodeAt(end - 1) === 13) end--;
  return Math.min(start + Math.max(0, position.character), end);
}
