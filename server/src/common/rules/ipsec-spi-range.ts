import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecSpiRange: MessageRule = {
  id: 'ipsec-spi-range',
  headers: [...SECURITY_HEADERS],
  severity: 'error',
  spec: 'TS 33.203 Annex H',
  doc: 'An SPI is a number from 0 to 4294967295; values up to 255 are reserved for other uses of IPsec.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=4294967295;spi-s=1000000002;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=4294967296;spi-s=1000000002;port-c=6100;port-s=6101
                                                    ^^^^^^^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      for (const name of ['spi-c', 'spi-s']) {
        const spi = param(mechanism.params, name);
        if (spi?.value === undefined || spi.valueNode === undefined || Number(spi.value) < 2 ** 32) continue;
        report(spi.valueNode, 'An SPI is a number from 0 to 4294967295.');
      }
    }
  },
};
