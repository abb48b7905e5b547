import { nearest } from '../registry/nearest.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { mechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';
import { quoted } from './shared/sentences.ts';

const KNOWN = ['digest', 'tls', 'ipsec-ike', 'ipsec-man', 'ipsec-3gpp', 'sdes-srtp', 'msrp-tls', 'wlan-tls'];

export const securityMechanismUnknown: MessageRule = {
  id: 'security-mechanism-unknown',
  headers: [...SECURITY_HEADERS],
  severity: 'warning',
  spec: 'RFC 3329 §2.2',
  doc: 'The mechanism is not registered, so the other side cannot choose it.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: tls
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gp;alg=hmac-sha-1-96
                 ^^^^^^^^^
`,
  check(message, report) {
    for (const mechanism of mechanismsIn(factsOf(message))) {
      if (KNOWN.includes(mechanism.value.toLowerCase())) continue;
      const meant = nearest(mechanism.value, KNOWN);
      report(
        mechanism.valueNode,
        `${quoted(mechanism.value)} is no security mechanism; ${meant === undefined ? 'expected ipsec-3gpp or tls.' : `did you mean ${meant}?`}`,
        {
          ...(meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, mechanism.valueNode, meant) }),
        },
      );
    }
  },
};
