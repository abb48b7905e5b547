/** Answers that many rules ask for, one after the other about the same message or call, worked out once. */

import type { SipMessage } from '../../syntax/message.ts';
import type { Facts } from './facts.ts';

/**
 * Remembers the answer for the messages that are looked at together: each has a place, which a later message takes
 * over, so that nothing piles up.
 */
export function once<T>(make: (facts: Facts) => T): (facts: Facts) => T {
  const known: ({ readonly facts: Facts; readonly answer: T } | undefined)[] = [];
  return facts => {
    const at = known[facts.place];
    if (at?.facts === facts) return at.answer;
    const answer = make(facts);
    known[facts.place] = { facts, answer };
    return answer;
  };
}

/** The same for the messages of a call; only the last one is remembered. */
export function onceTogether<T>(make: (messages: readonly SipMessage[]) => T): (messages: readonly SipMessage[]) => T {
  let last: { readonly messages: readonly SipMessage[]; readonly answer: T } | undefined;
  return messages => {
    if (last?.messages !== messages) last = { messages, answer: make(messages) };
    return last.answer;
  };
}
