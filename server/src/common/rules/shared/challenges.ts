/** The history of challenges in one Call-ID: which nonce was offered when, and what was answered. */

import type { SipMessage } from '../../syntax/message.ts';
import { challengesIn, credentialsIn, type Digest, isAnswer, paramValue } from './digest.ts';
import { type Facts, factsOf } from './facts.ts';
import { onceTogether } from './once.ts';

export interface Answer {
  readonly facts: Facts;
  readonly digest: Digest;
  readonly nonce: string;
  /** Whether a 401 or 407 stands before it. */
  readonly wasChallenged: boolean;
  /** The challenges that stand before it, latest first. */
  readonly challenges: readonly Challenge[];
  /** The nonces of Authentication-Info before it. */
  readonly nextNonces: readonly string[];
}

export interface Challenge {
  readonly facts: Facts;
  readonly digest: Digest;
}

/** Every request with a response to a challenge, in the order of the file. */
export const answersIn = onceTogether(collect);

function collect(messages: readonly SipMessage[]): readonly Answer[] {
  const answers: Answer[] = [];
  const challenges: Challenge[] = [];
  const nextNonces: string[] = [];
  let wasChallenged = false;
  for (const message of messages) {
    const facts = factsOf(message);
    const code = facts.status?.code;
    if (code === 401 || code === 407) wasChallenged = true;
    for (const digest of challengesIn(facts)) challenges.unshift({ facts, digest });
    for (const { params } of facts.paramLists('Authentication-Info')) {
      const next = params.find(one => one.nameLower === 'nextnonce')?.value;
      if (next !== undefined) nextNonces.push(next);
    }
    for (const digest of credentialsIn(facts)) {
      if (!isAnswer(digest)) continue;
      const nonce = paramValue(digest, 'nonce') ?? '';
      answers.push({ facts, digest, nonce, wasChallenged, challenges: [...challenges], nextNonces: [...nextNonces] });
    }
  }
  return answers;
}

/** The challenge whose nonce is answered. */
export function challengeOf(answer: Answer): Challenge | undefined {
  return answer.challenges.find(one => paramValue(one.digest, 'nonce') === answer.nonce);
}
