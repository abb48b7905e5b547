import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecAlgorithmRemoved: MessageRule = {
  id: 'ipsec-algorithm-removed',
  headers: [...SECURITY_HEADERS],
  severity: 'hint',
  spec: 'TS 33.203 Annex H',
  doc: 'The algorithms hmac-md5-96 and des-ede3-cbc were taken out of the standard; many devices still offer them, new ones should not.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-md5-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
                                ^^^^^^^^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      for (const name of ['alg', 'ealg']) {
        const one = param(mechanism.params, name);
        const value = one?.value?.toLowerCase();
        if (one === undefined || (value !== 'hmac-md5-96' && value !== 'des-ede3-cbc')) continue;
        report(one.valueNode ?? one, `The algorithm ${value} is no longer part of the standard.`);
      }
    }
  },
};
