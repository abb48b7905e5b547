import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { answersIn } from './shared/challenges.ts';
import { type Digest, paramValue } from './shared/digest.ts';
import { related } from './shared/transactions.ts';

export const challengeAlgorithmDiffers: DialogRule = {
  id: 'challenge-algorithm-differs',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3261 §22.4',
  doc: 'Credentials name the algorithm of the challenge that they answer; without one in the challenge, MD5 is meant.',
  good: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=MD5

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"

`,
  bad: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=MD5

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1", algorithm=SHA-256
                                                                                                                                                  ^^^^^^^

`,
  check(messages, report) {
    for (const answer of answersIn(messages)) {
      const offered = answer.challenges.filter(one => paramValue(one.digest, 'nonce') === answer.nonce);
      const challenge = offered[0];
      if (challenge === undefined) continue;
      const nameOf = (digest: Digest): string => (paramValue(digest, 'algorithm') ?? 'MD5').toLowerCase();
      if (offered.some(one => nameOf(one.digest) === nameOf(answer.digest))) continue;
      const own = param(answer.digest.params, 'algorithm');
      const wanted = paramValue(challenge.digest, 'algorithm') ?? 'MD5';
      report(
        answer.facts.message,
        own?.valueNode ?? answer.digest.schemeNode,
        `The algorithm is not that of the challenge; expected ${wanted}.`,
        {
          related: [related(challenge.facts, challenge.digest, 'The challenge.')],
        },
      );
    }
  },
};
