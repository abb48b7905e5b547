import type { SipMessage } from '../syntax/message.ts';
import type { DialogRule } from './rule.ts';
import { answersIn, challengeOf } from './shared/challenges.ts';
import { paramValue } from './shared/digest.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { mechanismKey } from './shared/securityAgreement.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const securityClientChanged: DialogRule = {
  id: 'security-client-changed',
  scope: 'dialog',
  headers: ['Security-Client'],
  severity: 'error',
  spec: 'TS 33.203 §7.2',
  doc: 'The answer to a challenge repeats the Security-Client of the challenged REGISTER; the associations were set up with those SPIs and ports.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101

SIP/2.0 401 Unauthorized
Call-ID: 1@a
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101

SIP/2.0 401 Unauthorized
Call-ID: 1@a
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6200;port-s=6201
^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    const transactions = transactionsIn(messages);
    for (const answer of answersIn(messages)) {
      const own = answer.facts.first('Security-Client');
      const challenge = challengeOf(answer)?.facts;
      const cseq = challenge?.cseq();
      if (own === undefined || challenge === undefined || cseq === undefined) continue;
      // A challenge that the UE refuses sets up nothing: the next REGISTER makes a new offer (TS 24.229 §5.1.1.5.3).
      if (paramValue(answer.digest, 'auts') !== undefined) continue;
      // After a success the last answer is repeated with a new offer (TS 24.229 §5.1.1.4.2).
      if (successBetween(messages, challenge, answer.facts)) continue;
      const challenged =
        transactions.find(one => one.number === cseq.number && one.method === cseq.method)?.requests ?? [];
      const withClient = challenged.find(one => one.first('Security-Client') !== undefined);
      const before = withClient?.first('Security-Client');
      if (withClient === undefined || before === undefined || listOf(withClient) === listOf(answer.facts)) continue;
      const single =
        answer.facts.every('Security-Client').length === 1 && withClient.every('Security-Client').length === 1;
      report(answer.facts.message, own.nameNode, 'Security-Client is not that of the challenged REGISTER.', {
        related: [related(withClient, before, 'Security-Client before.')],
        ...(single ? { suggestion: replaceFix('Copy Security-Client', own.value, before.raw) } : {}),
      });
    }
  },
};

function listOf(facts: Facts): string {
  return facts.items('Security-Client').map(mechanismKey).sort().join(' ');
}

function successBetween(messages: readonly SipMessage[], from: Facts, to: Facts): boolean {
  const between = messages.slice(messages.indexOf(from.message), messages.indexOf(to.message));
  return between.some(message => Math.floor((factsOf(message).status?.code ?? 0) / 100) === 2);
}
