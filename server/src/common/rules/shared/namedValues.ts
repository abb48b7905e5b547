/** Looking up a value among the registered ones, whatever its letter case. */

import type { ValueRow } from '../../registry/types.ts';

const lowered = new Map<readonly ValueRow[], ReadonlySet<string>>();

/** Whether the rows, which are of the registry, name the value. */
export function hasValue(rows: readonly ValueRow[], value: string): boolean {
  let names = lowered.get(rows);
  if (names === undefined) {
    names = new Set(rows.map(row => row.value.toLowerCase()));
    lowered.set(rows, names);
  }
  return names.has(value) || names.has(value.toLowerCase());
}
