import type { DialogRule } from './rule.ts';
import { challengesIn } from './shared/digest.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { related } from './shared/transactions.ts';

export const challengeNotAnswered: DialogRule = {
  id: 'challenge-not-answered',
  scope: 'dialog',
  concerns: kind => kind.code === 401 || kind.code === 407,
  severity: 'warning',
  spec: 'RFC 3261 §22.2',
  doc: 'The request comes again after a challenge without an answer to it, so it will only be challenged again.',
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
^^^^^^^^
Call-ID: 1@a
CSeq: 2 REGISTER

`,
  check(messages, report) {
    let challenge: Facts | undefined;
    for (const message of messages) {
      const facts = factsOf(message);
      const code = facts.status?.code;
      if ((code === 401 || code === 407) && challengesIn(facts).length > 0) challenge = facts;
      if (facts.request === undefined || challenge === undefined || facts.method === 'ACK') continue;
      const [number, challenged] = [facts.cseq()?.number, challenge.cseq()];
      if (
        number === undefined ||
        challenged === undefined ||
        facts.method !== challenged.method ||
        number !== challenged.number + 1
      )
        continue;
      const name = challenge.status?.code === 407 ? 'Proxy-Authorization' : 'Authorization';
      if (!facts.has(name)) {
        report(message, facts.subject, `The challenge is not answered; expected ${name}.`, {
          related: [related(challenge, challenge.subject, 'The challenge.')],
        });
      }
      challenge = undefined;
    }
  },
};
