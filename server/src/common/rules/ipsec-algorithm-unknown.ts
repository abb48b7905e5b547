import { isEncryptionAlgorithm, isIntegrityAlgorithm } from '../auth/ipsecKeys.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';
import { quoted } from './shared/sentences.ts';

export const ipsecAlgorithmUnknown: MessageRule = {
  id: 'ipsec-algorithm-unknown',
  headers: [...SECURITY_HEADERS],
  severity: 'error',
  spec: 'TS 33.203 Annex H',
  doc: 'Integrity is hmac-sha-1-96, aes-gmac or null; encryption is aes-cbc, aes-gcm or null. Anything else cannot be agreed on.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;ealg=aes-cbc;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;ealg=rot13;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
                                                   ^^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      const alg = param(mechanism.params, 'alg');
      const ealg = param(mechanism.params, 'ealg');
      if (alg?.value !== undefined && !isIntegrityAlgorithm(alg.value.toLowerCase())) {
        report(
          alg.valueNode ?? alg,
          `${quoted(alg.value)} is no integrity algorithm; expected hmac-sha-1-96 or aes-gmac.`,
        );
      }
      if (ealg?.value !== undefined && !isEncryptionAlgorithm(ealg.value.toLowerCase())) {
        report(
          ealg.valueNode ?? ealg,
          `${quoted(ealg.value)} is no encryption algorithm; expected aes-cbc, aes-gcm or null.`,
        );
      }
    }
  },
};
