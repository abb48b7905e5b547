import { hopOf } from './hop.ts';
import type { DialogRule } from './rule.ts';
import { answersIn } from './shared/challenges.ts';
import { paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { related } from './shared/transactions.ts';
import { unprotectedVia } from './shared/unprotectedVia.ts';

export const answerNotOnProtectedPort: DialogRule = {
  id: 'answer-not-on-protected-port',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'TS 33.203 §7.1',
  doc: 'With IMS AKA the UE sends its answer over the new security association, from its protected port. Here the Via port is still that of the unprotected REGISTER.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:6101;branch=z9hG4bK2
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1", algorithm=AKAv1-MD5

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK2
                          ^^^^
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1", algorithm=AKAv1-MD5

`,
  check(messages, report, context) {
    const first = messages.map(factsOf).find(facts => facts.request?.method === 'REGISTER');
    const before = first?.vias().at(-1);
    if (first === undefined || before === undefined) return;
    for (const { facts, digest } of answersIn(messages)) {
      const via = facts.vias().at(-1);
      if (facts === first || via === undefined || !/^AKAv1/i.test(paramValue(digest, 'algorithm') ?? '')) continue;
      // Who asks for resynchronisation has set up no association.
      if (paramValue(digest, 'auts') !== undefined) continue;
      // Said already of the message alone.
      if (unprotectedVia(facts, hopOf(facts.message, context)) !== undefined) continue;
      const port = via.port ?? 5060;
      if (port !== (before.port ?? 5060) || port !== 5060 || via.host !== before.host) continue;
      report(
        facts.message,
        via.portNode ?? via.hostNode ?? via,
        'The answer comes from port 5060 as before, not from a protected port.',
        {
          related: [related(first, before, 'The first REGISTER.')],
        },
      );
    }
  },
};
