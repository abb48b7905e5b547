/** What was changed in one message, and whether the changes show that the text was retyped or converted. */

import type { Line } from './lines.ts';
import type { Repair } from './types.ts';

export class RepairLog {
  readonly repairs: Repair[] = [];
  /**
   * The text lost or gained characters on its way here, so that missing brackets and quotes are most likely losses too.
   * In a clean trace the same faults are the sender's, and the linter shows them.
   */
  damaged = false;

  add(line: number, what: string, before: string, after: string, rule?: string, spec?: string): void {
    const parts = shortened(before, after);
    this.repairs.push({ line, what, ...parts, ...(rule ? { rule } : {}), ...(spec ? { spec } : {}) });
  }

  /** The line with its new text; nothing is noted when it is the old one. */
  change(line: Line, text: string, what: string, rule?: string, spec?: string): Line {
    if (text === line.text) return line;
    this.add(line.number, what, line.text, text, rule, spec);
    return { text, number: line.number };
  }

  damage(line: Line, text: string, what: string, rule?: string, spec?: string): Line {
    const changed = this.change(line, text, what, rule, spec);
    if (changed !== line) this.damaged = true;
    return changed;
  }
}

/** Texts up to this length are shown whole. */
const SHORT = 120;
/** What is shown of the same text before and after a change in a long line. */
const CONTEXT = 16;

/** The part of two texts that differs, with a little of what is around it. */
function shortened(before: string, after: string): { readonly before: string; readonly after: string } {
  if (before.length <= SHORT && after.length <= SHORT) return { before, after };
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < least - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  start = Math.max(0, start - CONTEXT);
  tail = Math.max(0, tail - CONTEXT);
  const part = (text: string): string => {
    const middle = text.slice(start, text.length - tail);
    const short = middle.length > SHORT ? `${middle.slice(0, SHORT)}…` : middle;
    return `${start > 0 ? '…' : ''}${short}${tail > 0 && middle.length <= SHORT ? '…' : ''}`;
  };
  return { before: part(before), after: part(after) };
}
