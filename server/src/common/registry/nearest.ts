/**
 * The number of edits from `left` to `right`, where a swap of neighbours is one edit (optimal string alignment);
 * `limit + 1` as soon as it must exceed `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let line = 1; line <= left.length; line++) {
    const current = [line];
    let best = line;
    for (let column = 1; column <= right.length; column++) {
      const same = left[line - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        line > 1 && column > 1 && left[line - 1] === right[column - 2] && left[line - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? limit + 1;
}

/** Long traces repeat the same few private names; a file of noise must not fill the memory. */
export const MOST_REMEMBERED = 1000;

/** The same search, each answer remembered under its key. */
export function remembered<A extends readonly unknown[]>(
  find: (...args: A) => string | undefined,
  keyOf: (...args: A) => string = (...args) => args.join(' '),
): (...args: A) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (...args) => {
    const key = keyOf(...args);
    if (known.has(key)) return known.get(key);
    if (known.size >= MOST_REMEMBERED) known.clear();
    const found = find(...args);
    known.set(key, found);
    return found;
  };
}

/** Nobody misspells a name that is longer than this; it bounds the work on binary input. */
const LONGEST = 64;

/**
 * The candidate that `text` was probably meant to be, or undefined: case does not count, one edit is forgiven in short
 * words and up to three in long ones, and of equally near ones the one with the same initial wins.
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  if (text.length < 2 || text.length > LONGEST) return undefined;
  const wanted = text.toLowerCase();
  let limit = Math.min(3, 1 + Math.floor(wanted.length / 6));
  let found: string | undefined;
  let foundInitial = false;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const distance = editDistance(wanted, lower, limit);
    if (distance > limit || distance >= Math.max(wanted.length, lower.length) - 1) continue;
    const initial = lower[0] === wanted[0];
    if (found !== undefined && distance === limit && (foundInitial || !initial)) continue;
    found = candidate;
    foundInitial = initial;
    limit = distance;
  }
  return found;
}
