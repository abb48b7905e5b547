/** Answers that many rules ask for, one after the other about the same message, worked out once. */

import type { Facts } from './facts.ts';

/** Remembers the last answer only: that is all that is asked for, and nothing piles up. */
export function once<T>(make: (facts: Facts) => T): (facts: Facts) => T {
  let last: { readonly facts: Facts; readonly answer: T } | undefined;
  return facts => {
    if (last?.facts !== facts) last = { facts, answer: make(facts) };
    return last.answer;
  };
}
