/** Answers that many rules ask for, one after the other about the same message or call, worked out once. */

import type { SipMessage } from '../../syntax/message.ts';
import { FACTS_KEPT, type Facts, forgetFacts } from './facts.ts';

const forgetters: (() => void)[] = [];

/** Drops all that is remembered: after messages of many megabytes that would be most of the memory. */
export function forgetAnswers(): void {
  forgetFacts();
  for (const forget of forgetters) forget();
}

/**
 * Remembers the answer for the messages that are looked at together: each has a place, which a later message takes
 * over, so that nothing piles up.
 */
export function once<T extends object>(make: (facts: Facts) => T): (facts: Facts) => T {
  const known = new Array<Facts | undefined>(FACTS_KEPT).fill(undefined);
  const answers = new Array<T | undefined>(FACTS_KEPT).fill(undefined);
  forgetters.push(() => {
    known.fill(undefined);
    answers.fill(undefined);
  });
  return facts => {
    const { place } = facts;
    const before = answers[place];
    if (known[place] === facts && before !== undefined) return before;
    const answer = make(facts);
    known[place] = facts;
    answers[place] = answer;
    return answer;
  };
}

/** The same for the messages of a call; only the last one is remembered. */
export function onceTogether<T>(make: (messages: readonly SipMessage[]) => T): (messages: readonly SipMessage[]) => T {
  let last: { readonly messages: readonly SipMessage[]; readonly answer: T } | undefined;
  forgetters.push(() => {
    last = undefined;
  });
  return messages => {
    if (last?.messages !== messages) last = { messages, answer: make(messages) };
    return last.answer;
  };
}
