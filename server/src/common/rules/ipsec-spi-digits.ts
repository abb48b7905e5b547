import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecSpiDigits: MessageRule = {
  id: 'ipsec-spi-digits',
  headers: [...SECURITY_HEADERS],
  severity: 'hint',
  spec: 'TS 33.203 Annex H',
  doc: 'The grammar writes an SPI with exactly ten digits, filled up with zeros; most devices send fewer, and everybody accepts that.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1000000001;spi-s=1000000002;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1000000001;spi-s=2222;port-c=6100;port-s=6101
                                                                     ^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      for (const name of ['spi-c', 'spi-s']) {
        const spi = param(mechanism.params, name);
        if (spi?.value === undefined || spi.valueNode === undefined || !/^\d{1,9}$/.test(spi.value)) continue;
        // Both ends of an agreement compare the text, so the digits are not changed here.
        report(spi.valueNode, `An SPI has ten digits; this one has ${spi.value.length}.`);
      }
    }
  },
};
