import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';
import { ipsecMechanismsIn, SECURITY_HEADERS } from './shared/securityAgreement.ts';

const NEEDED = ['spi-c', 'spi-s', 'port-c', 'port-s'];

export const ipsecParameterMissing: MessageRule = {
  id: 'ipsec-parameter-missing',
  headers: [...SECURITY_HEADERS],
  severity: 'error',
  spec: 'TS 33.203 §7.2',
  doc: 'Four security associations are built from two SPIs and two ports of each side; an entry that lacks one of them cannot be used.',
  good: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-s=6101
                 ^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const mechanism of ipsecMechanismsIn(facts)) {
      const { params, header } = mechanism;
      const missing = NEEDED.filter(name => param(params, name) === undefined && !isMisspelt(facts, header.name, name));
      if (missing.length === 0) continue;
      report(mechanism.valueNode, `This ipsec-3gpp entry has no ${missing.join(', no ')}.`);
    }
  },
};
