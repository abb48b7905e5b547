import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecAlgorithmMissing: MessageRule = {
  id: 'ipsec-algorithm-missing',
  headers: [...SECURITY_HEADERS],
  severity: 'error',
  spec: 'TS 33.203 Annex H',
  doc: 'Each ipsec-3gpp entry names its integrity algorithm in alg; there is no default.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
                 ^^^^^^^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      if (param(mechanism.params, 'alg') !== undefined) continue;
      report(mechanism.valueNode, 'This ipsec-3gpp entry must name an integrity algorithm in alg.');
    }
  },
};
