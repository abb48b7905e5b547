import type { MessageRule } from './rule.ts';
import { credentialsIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';

export const securityVerifyInInitial: MessageRule = {
  id: 'security-verify-in-initial',
  headers: ['Security-Verify'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.2',
  doc: 'Security-Verify repeats the Security-Server of a challenge, so the first REGISTER, which answers none, does not have it.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
Security-Verify: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    const header = facts.first('Security-Verify');
    if (header === undefined || facts.request?.method !== 'REGISTER') return;
    if (!credentialsIn(facts).some(digest => paramValue(digest, 'nonce') === '')) return;
    const fix = removeHeaderFix(message, header);
    report(
      header.nameNode,
      'Security-Verify does not belong in the first REGISTER, as there is nothing to verify yet.',
      { fix },
    );
  },
};
