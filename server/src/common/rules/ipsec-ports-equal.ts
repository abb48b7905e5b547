import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecPortsEqual: MessageRule = {
  id: 'ipsec-ports-equal',
  headers: [...SECURITY_HEADERS],
  severity: 'warning',
  spec: 'TS 33.203 §7.1',
  doc: 'Client port and server port of one side are two different ports; each belongs to its own pair of associations.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6100
                                                                                ^^^^^^^^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      const server = param(mechanism.params, 'port-s');
      if (server?.value === undefined || server.value !== param(mechanism.params, 'port-c')?.value) continue;
      report(server, 'The values of port-c and port-s should differ.');
    }
  },
};
