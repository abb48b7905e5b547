import { parseQopOptions } from '../auth/digest.ts';
import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { answersIn, challengeOf } from './shared/challenges.ts';
import { paramValue } from './shared/digest.ts';
import { related } from './shared/transactions.ts';

export const challengeQopNotOffered: DialogRule = {
  id: 'challenge-qop-not-offered',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3261 §22.4',
  doc: 'Credentials use one of the qop values that the challenge offers, and none when it offers none.',
  good: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc", qop="auth"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="1", response="6629fae49393a05397450978507c4ef1"

`,
  bad: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc", qop="auth"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth-int, nc=00000001, cnonce="1", response="6629fae49393a05397450978507c4ef1"
                                                                                               ^^^^^^^^

`,
  check(messages, report) {
    for (const answer of answersIn(messages)) {
      const challenge = challengeOf(answer);
      const qop = param(answer.digest.params, 'qop');
      if (challenge === undefined || qop?.value === undefined) continue;
      const offered = parseQopOptions(paramValue(challenge.digest, 'qop') ?? '');
      if (offered.includes(qop.value.toLowerCase())) continue;
      const text =
        offered.length === 0
          ? 'The challenge offers no qop, so the answer must not have one.'
          : `The challenge does not offer ${qop.value}; expected ${offered.join(' or ')}.`;
      report(answer.facts.message, qop.valueNode ?? qop, text, {
        related: [related(challenge.facts, challenge.digest, 'The challenge.')],
      });
    }
  },
};
