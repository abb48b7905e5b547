import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecProtocol: MessageRule = {
  id: 'ipsec-protocol',
  headers: [...SECURITY_HEADERS],
  severity: 'error',
  spec: 'TS 33.203 Annex H',
  doc: 'Only ESP may protect the signalling in IMS, although the grammar still has ah.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;prot=esp;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;prot=ah;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
                                                   ^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      const prot = param(mechanism.params, 'prot');
      if (prot?.value === undefined || prot.value.toLowerCase() === 'esp') continue;
      report(prot.valueNode ?? prot, 'The only protocol is esp.', {
        fix: replaceFix('Change to esp', prot.valueNode ?? prot, prot.valueNode === undefined ? 'prot=esp' : 'esp'),
      });
    }
  },
};
