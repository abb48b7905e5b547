import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { answersIn, challengeOf } from './shared/challenges.ts';
import { factsOf } from './shared/facts.ts';
import { isThere } from './shared/misspelt.ts';
import { related } from './shared/transactions.ts';

export const nonceNotOffered: DialogRule = {
  id: 'nonce-not-offered',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'TS 24.229 §5.1.1.5.1',
  doc: 'Credentials repeat the nonce of a challenge. The challenges before this request are in the file, and none of them offered this nonce.',
  good: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"

`,
  bad: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abd", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
                                                                ^^^^^

`,
  check(messages, report) {
    // A challenge whose name is misspelt may have offered it.
    const names = ['WWW-Authenticate', 'Proxy-Authenticate'];
    if (messages.map(factsOf).some(facts => names.some(name => !facts.has(name) && isThere(facts, name)))) return;
    for (const answer of answersIn(messages)) {
      const node = param(answer.digest.params, 'nonce');
      if (!answer.wasChallenged || node === undefined || challengeOf(answer) !== undefined) continue;
      if (answer.nextNonces.includes(answer.nonce)) continue;
      const latest = answer.challenges[0];
      const offered = latest && param(latest.digest.params, 'nonce');
      report(answer.facts.message, node.valueNode ?? node, 'No challenge before this request offered this nonce.', {
        ...(latest === undefined || offered === undefined
          ? {}
          : { related: [related(latest.facts, offered, 'The nonce that was offered.')] }),
      });
    }
  },
};
