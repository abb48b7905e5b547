import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecPortDefault: MessageRule = {
  id: 'ipsec-port-default',
  headers: [...SECURITY_HEADERS],
  severity: 'error',
  spec: 'TS 33.203 §7.1',
  doc: 'Protected ports must differ from 5060 and 5061, where unprotected messages arrive.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=5060
                                                                                       ^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      for (const name of ['port-c', 'port-s']) {
        const port = param(mechanism.params, name);
        if (port?.value !== '5060' && port?.value !== '5061') continue;
        report(port.valueNode ?? port, 'A protected port must not be 5060 or 5061.');
      }
    }
  },
};
