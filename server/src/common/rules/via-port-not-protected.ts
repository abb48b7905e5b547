import { hopOf } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { unprotectedVia } from './shared/unprotectedVia.ts';

export const viaPortNotProtected: MessageRule = {
  id: 'via-port-not-protected',
  headers: ['Security-Verify'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.2',
  doc: 'Over UDP the UE gets responses at its protected server port, so that port stands in its Via: the port-s of its Security-Client.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Via: SIP/2.0/UDP 10.0.0.1:6101;branch=z9hG4bK1;rport
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101
Security-Verify: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=3;spi-s=4;port-c=5100;port-s=5101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport
                          ^^^^
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101
Security-Verify: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=3;spi-s=4;port-c=5100;port-s=5101
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const via = unprotectedVia(factsOf(message), hopOf(message, context));
    if (via === undefined) return;
    report(via.node, `The Via does not name the protected server port ${via.ports.join(' or ')}.`);
  },
};
