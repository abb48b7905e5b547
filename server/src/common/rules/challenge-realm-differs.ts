import { param } from '../syntax/values.ts';
import { hopOf } from './hop.ts';
import type { DialogRule } from './rule.ts';
import { answersIn, challengeOf } from './shared/challenges.ts';
import { foreignRealms } from './shared/foreignRealms.ts';
import { quoted } from './shared/sentences.ts';
import { related } from './shared/transactions.ts';

export const challengeRealmDiffers: DialogRule = {
  id: 'challenge-realm-differs',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'RFC 3261 §22.4',
  doc: 'Credentials repeat the realm of the challenge that they answer; it is hashed into the response.',
  good: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"

`,
  bad: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="other.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
                                              ^^^^^^^^^^^

`,
  check(messages, report, context) {
    for (const answer of answersIn(messages)) {
      const challenge = challengeOf(answer);
      const realm = param(answer.digest.params, 'realm');
      const wanted = challenge && param(challenge.digest.params, 'realm');
      if (challenge === undefined || wanted === undefined || realm === undefined || realm.value === wanted.value)
        continue;
      // Said already, and more: it is no realm of this network at all.
      const { facts } = answer;
      if (foreignRealms(facts, hopOf(facts.message, context)).some(one => one.start === realm.start)) continue;
      report(
        answer.facts.message,
        realm.valueNode ?? realm,
        `The realm is not that of the challenge; expected ${quoted(wanted.value ?? '')}.`,
        {
          related: [related(challenge.facts, wanted, 'The realm of the challenge.')],
        },
      );
    }
  },
};
