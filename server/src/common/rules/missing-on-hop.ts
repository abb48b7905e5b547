import { hopOf, isHopStated } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isThere } from './shared/misspelt.ts';
import { missingIn } from './shared/placements.ts';
import { asksForAgreement, usesAgreement } from './shared/securityAgreement.ts';

/** Said by rules of their own. Without Security-Client nothing is required of the security agreement. */
const OWN_RULE: readonly string[] = [
  'P-Associated-URI',
  'WWW-Authenticate',
  'Require',
  'Proxy-Require',
  'Security-Server',
];

export const missingOnHop: MessageRule = {
  id: 'missing-on-hop',
  severity: 'warning',
  spec: 'TS 24.229 §5.2.2.1',
  doc: 'On this hop of an IMS registration the header field must be present: the element that should have added it did not, or it was lost.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
CSeq: 1 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
Supported: path
Security-Client: tls
Require: sec-agree
Proxy-Require: sec-agree
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Max-Forwards: 70
From: <sip:alice@home.net>;tag=1
To: <sip:alice@home.net>
Call-ID: 1@a
Contact: <sip:alice@10.0.0.1>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
^^^^^^^^
# @hop Gm
CSeq: 1 REGISTER
Supported: path
Security-Client: tls
Require: sec-agree
Proxy-Require: sec-agree
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Max-Forwards: 70
From: <sip:alice@home.net>;tag=1
To: <sip:alice@home.net>
Call-ID: 1@a
Contact: <sip:alice@10.0.0.1>
`,
  check(message, report, context) {
    const hop = hopOf(message, context);
    if (hop === undefined) return;
    const facts = factsOf(message);
    for (const { row, spec } of missingIn(facts.kind, hop)) {
      if (OWN_RULE.includes(row.name) || isThere(facts, row.name) || missingIn(facts.kind).some(one => one.row === row))
        continue;
      if (row.name === 'Security-Client' && asksForAgreement(facts)) continue;
      if (row.name.startsWith('Security-') && !isHopStated(message) && !usesAgreement(facts)) continue;
      report(facts.subject, `${row.name} is missing; on ${hop} ${facts.title} must have it.`, { spec });
    }
  },
};
