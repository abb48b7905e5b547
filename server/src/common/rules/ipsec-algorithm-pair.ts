import { isEncryptionAlgorithm, isIntegrityAlgorithm, isLegalPair } from '../auth/ipsecKeys.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, mechanismValue, SECURITY_HEADERS } from './shared/securityAgreement.ts';

export const ipsecAlgorithmPair: MessageRule = {
  id: 'ipsec-algorithm-pair',
  headers: [...SECURITY_HEADERS],
  severity: 'error',
  spec: 'TS 33.203 Annex H',
  doc: 'The algorithm aes-gcm protects integrity by itself, so it goes with alg=null and with nothing else; and alg=null goes only with aes-gcm.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=null;ealg=aes-gcm;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=null;ealg=aes-cbc;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
                            ^^^^^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      const alg = param(mechanism.params, 'alg');
      const integrity = mechanismValue(mechanism, 'alg') ?? '';
      const encryption = mechanismValue(mechanism, 'ealg') ?? '';
      if (alg === undefined || !isIntegrityAlgorithm(integrity) || !isEncryptionAlgorithm(encryption)) continue;
      if (isLegalPair(integrity, encryption)) continue;
      report(alg, 'The algorithms alg=null and ealg=aes-gcm only go together.');
    }
  },
};
