import { hopOf, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, isAka, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const integrityProtectedMissing: MessageRule = {
  id: 'integrity-protected-missing',
  headers: ['Authorization'],
  severity: 'info',
  spec: 'TS 24.229 §5.2.2.1',
  doc: 'With IMS AKA the P-CSCF adds integrity-protected; without it the S-CSCF takes the registration for SIP Digest (TS 24.229 §5.4.1.1).',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response="", integrity-protected="no"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response="", algorithm=AKAv1-MD5
               ^^^^^^
`,
  concerns: kind => kind.method === 'REGISTER',
  check(message, report, context) {
    const facts = factsOf(message);
    if (!isMw(hopOf(message, context)) || facts.method !== 'REGISTER') return;
    for (const digest of credentialsIn(facts)) {
      if (!isAka(digest) || paramValue(digest, 'integrity-protected') !== undefined) continue;
      report(
        digest.schemeNode,
        'Here integrity-protected is missing, so the S-CSCF does not see that this is IMS AKA.',
      );
    }
  },
};
