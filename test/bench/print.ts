/** Figures with their budgets, one line each. */

import { existsSync, readFileSync } from 'node:fs';

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Worst value that is accepted; at least, or at most, as `higherIsBetter` says. */
  readonly must?: number;
  readonly higherIsBetter?: boolean;
}

export function print({ what, value, unit, must, higherIsBetter }: Figure): void {
  const shown = value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);
  const verdict =
    must === undefined
      ? ''
      : `  must ${higherIsBetter ? '≥' : '≤'} ${must} ${(higherIsBetter ? value >= must : value <= must) ? 'ok' : 'MISSED'}`;
  console.log(`  ${what.padEnd(64)} ${shown.padStart(8)} ${unit.padEnd(6)}${verdict}`);
}

export function section(title: string): void {
  console.log(`\n${title}`);
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** VmRSS of a process, where the system tells. */
export function residentMegabytes(pid: number): number {
  const path = `/proc/${pid}/status`;
  const match = existsSync(path) ? /^VmRSS:\s+(\d+)/m.exec(readFileSync(path, 'utf8')) : null;
  return match ? Number(match[1]) / 1024 : Number.NaN;
}
