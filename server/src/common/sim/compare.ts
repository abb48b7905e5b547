/** Two runs side by side: which steps they share, and which only one of them has. */
import type { FlowEvent, FlowResult } from './result.ts';

export interface ComparedStep {
  /** `UE → P-CSCF REGISTER`. */
  readonly step: string;
  /** Number of the event in each run; absent where the run has no such step. */
  readonly left?: number;
  readonly right?: number;
}

/** Longest common subsequence of the steps, by sender, receiver and label. */
export function compareRuns(left: FlowResult, right: FlowResult): ComparedStep[] {
  const a = left.events.map(event => stepText(left, event));
  const b = right.events.map(event => stepText(right, event));
  const lengths = commonLengths(a, b);
  const steps: ComparedStep[] = [];
  let i = 0;
  let j = 0;
  const at = (x: number, y: number): number => lengths[x]?.[y] ?? 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) steps.push({ step: a[i] ?? '', left: ++i, right: ++j });
    else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1)))
      steps.push({ step: a[i] ?? '', left: ++i });
    else steps.push({ step: b[j] ?? '', right: ++j });
  }
  return steps;
}

function stepText(result: FlowResult, event: FlowEvent): string {
  const label = (id: string): string => result.actors.find(actor => actor.id === id)?.label ?? id;
  const ends = event.from === event.to ? label(event.from) : `${label(event.from)} → ${label(event.to)}`;
  return `${ends} ${event.label}`;
}

function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--) {
      const same = a[i] === b[j];
      row[j] = same ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}
