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
    this.repairs.push({ line, what, before, after, ...(rule ? { rule } : {}), ...(spec ? { spec } : {}) });
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
