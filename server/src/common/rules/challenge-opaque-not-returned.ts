import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { answersIn, challengeOf } from './shared/challenges.ts';
import { insertFix, replaceFix } from './shared/fixes.ts';
import { related } from './shared/transactions.ts';

export const challengeOpaqueNotReturned: DialogRule = {
  id: 'challenge-opaque-not-returned',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'RFC 7616 §3.4',
  doc: 'The opaque value of a challenge comes back unchanged in the credentials.',
  good: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc", opaque="x"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", opaque="x", response="6629fae49393a05397450978507c4ef1"

`,
  bad: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc", opaque="x"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
               ^^^^^^

`,
  check(messages, report) {
    for (const answer of answersIn(messages)) {
      const challenge = challengeOf(answer);
      const wanted = challenge && param(challenge.digest.params, 'opaque');
      if (challenge === undefined || wanted?.raw === undefined) continue;
      const own = param(answer.digest.params, 'opaque');
      if (wanted.value === '' || own?.value === wanted.value) continue;
      const suggestion =
        own?.valueNode === undefined
          ? insertFix('Return opaque', answer.digest.end, `, opaque=${wanted.raw}`)
          : replaceFix('Return opaque', own.valueNode, wanted.raw);
      report(
        answer.facts.message,
        own ?? answer.digest.schemeNode,
        'The opaque value of the challenge must come back.',
        {
          related: [related(challenge.facts, wanted, 'The value of the challenge.')],
          suggestion,
        },
      );
    }
  },
};
