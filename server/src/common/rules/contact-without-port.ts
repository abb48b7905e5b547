import { isIpv4 } from '../syntax/hosts.ts';
import { hopOf } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const contactWithoutPort: MessageRule = {
  id: 'contact-without-port',
  headers: ['Contact'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.2',
  doc: 'A UE that uses IPsec names its protected server port in Contact; without a port 5060 is meant, which is never protected.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
Contact: <sip:alice@10.0.0.1:6101>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
Contact: <sip:alice@10.0.0.1>
                    ^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER') && kind.has('Authorization'),
  check(message, report, context) {
    const facts = factsOf(message);
    const hop = hopOf(message, context);
    if (facts.request?.method !== 'REGISTER' || hop === undefined || hop === 'ISC' || !facts.has('Authorization'))
      return;
    for (const { star, uri } of facts.addresses('Contact')) {
      if (star || uri?.port !== undefined || uri?.hostNode === undefined || !isAddress(uri.host ?? '')) continue;
      report(uri.hostNode, 'The Contact has no port, so 5060 is meant, which cannot be the protected server port.');
    }
  },
};

function isAddress(host: string): boolean {
  return isIpv4(host) || host.startsWith('[');
}
