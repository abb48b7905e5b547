/** Lines that are no part of a message: separator, comment, directive, prose, empty (DESIGN §3). */

import { AT, HASH, is, LWS, SP, TAB } from './chars.ts';
import { KIND } from './kinds.ts';
import type { Scanner } from './scanner.ts';
import { isBlank, isSeparator } from './segment.ts';

/** Writes the line from `pos` to `end` (its line end not included). */
export function leadingLine(s: Scanner, end: number): void {
  const start = s.pos;
  if (isBlank(s.text, start, end)) {
    if (end > start) s.leaf(KIND.blank, start, end);
  } else if (s.text.charCodeAt(start) !== HASH) s.leaf(KIND.prose, start, end);
  else if (isSeparator(s.text, start)) separator(s, start, end);
  else comment(s, start, end);
}

function separator(s: Scanner, start: number, end: number): void {
  const node = s.open(KIND.separator, start);
  let pos = start;
  while (pos < end && s.text.charCodeAt(pos) === HASH) pos++;
  while (pos < end && is(s.text.charCodeAt(pos), LWS)) pos++;
  if (pos < end) s.leaf(KIND['separator-title'], pos, s.trimmed(pos, end));
  s.close(node, end);
}

/** `# text` or `# @key value`. */
function comment(s: Scanner, start: number, end: number): void {
  let pos = start + 1;
  while (pos < end && isBlankCharacter(s.text.charCodeAt(pos))) pos++;
  if (pos >= end || s.text.charCodeAt(pos) !== AT) {
    s.leaf(KIND.comment, start, end);
    return;
  }
  const node = s.open(KIND.directive, start);
  const key = pos + 1;
  pos = key;
  while (pos < end && !isBlankCharacter(s.text.charCodeAt(pos))) pos++;
  s.leaf(KIND['directive-key'], key, pos);
  while (pos < end && isBlankCharacter(s.text.charCodeAt(pos))) pos++;
  if (pos < end) s.leaf(KIND['directive-value'], pos, s.trimmed(pos, end));
  s.close(node, end);
}

function isBlankCharacter(code: number): boolean {
  return code === SP || code === TAB;
}
