import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { isIpsec, mechanismValue } from './shared/securityAgreement.ts';

export const contactPortNotProtected: MessageRule = {
  id: 'contact-port-not-protected',
  headers: ['Security-Verify'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.2',
  doc: 'Over the security association requests reach the UE at its protected server port, which therefore stands in Contact: the port-s of its Security-Client.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Contact: <sip:alice@10.0.0.1:6101>
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101
Security-Verify: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=3;spi-s=4;port-c=5100;port-s=5101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Contact: <sip:alice@10.0.0.1:5060>
                             ^^^^
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101
Security-Verify: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=3;spi-s=4;port-c=5100;port-s=5101
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    const ports = facts
      .items('Security-Client')
      .filter(isIpsec)
      .flatMap(one => mechanismValue(one, 'port-s') ?? []);
    if (facts.request?.method !== 'REGISTER' || ports.length === 0 || !isGm(hopOf(message, context))) return;
    for (const { uri } of facts.addresses('Contact')) {
      if (uri?.port === undefined || uri.portNode === undefined || ports.includes(String(uri.port))) continue;
      const [port = ''] = ports;
      const fix = ports.length === 1 ? { fix: replaceFix(`Change to ${port}`, uri.portNode, port) } : {};
      report(uri.portNode, `The Contact does not name the protected server port ${ports.join(' or ')}.`, fix);
    }
  },
};
