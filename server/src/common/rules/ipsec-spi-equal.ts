import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecSpiEqual: MessageRule = {
  id: 'ipsec-spi-equal',
  headers: [...SECURITY_HEADERS],
  severity: 'error',
  spec: 'TS 33.203 §7.1',
  doc: 'Every association of one side has its own SPI; as both directions use the same key, equal SPIs would also open the door to reflected packets.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=1111;port-c=6100;port-s=6101
                                                         ^^^^^^^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      const server = param(mechanism.params, 'spi-s');
      const client = param(mechanism.params, 'spi-c');
      if (server?.value === undefined || client?.value === undefined || Number(server.value) !== Number(client.value))
        continue;
      report(server, 'The values of spi-c and spi-s must differ.');
    }
  },
};
