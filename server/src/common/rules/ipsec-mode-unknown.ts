import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

const MODES = ['trans', 'tun', 'udp-enc-tun'];

export const ipsecModeUnknown: MessageRule = {
  id: 'ipsec-mode-unknown',
  headers: [...SECURITY_HEADERS],
  severity: 'warning',
  spec: 'TS 33.203 Annex H',
  doc: 'The mode is trans, or UDP-enc-tun behind a NAT; tun is in the grammar only.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;mod=trans;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;mod=transport;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
                                                  ^^^^^^^^^
`,
  check(message, report) {
    for (const mechanism of ipsecMechanismsIn(factsOf(message))) {
      const mode = param(mechanism.params, 'mod');
      if (mode?.value === undefined || MODES.includes(mode.value.toLowerCase())) continue;
      report(mode.valueNode ?? mode, 'The mode must be trans, tun or UDP-enc-tun.');
    }
  },
};
