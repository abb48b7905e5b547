import { isIpv4 } from '../syntax/hosts.ts';
import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const contactNotViaAddress: MessageRule = {
  id: 'contact-not-via-address',
  headers: ['Contact'],
  severity: 'info',
  spec: 'TS 33.203 §7.2',
  doc: 'The P-CSCF compares the address in Via with the source of the packet; a Contact with another address cannot be reached over the security association.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport
Contact: <sip:alice@10.0.0.1:5060>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport
Contact: <sip:alice@10.0.0.2:5060>
                    ^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER') && kind.has('Via'),
  check(message, report, context) {
    const facts = factsOf(message);
    const host = facts.vias().at(-1)?.host?.toLowerCase();
    if (facts.request?.method !== 'REGISTER' || host === undefined || !isGm(hopOf(message, context)) || !isIpv4(host))
      return;
    for (const { uri } of facts.addresses('Contact')) {
      if (uri?.host === undefined || uri.hostNode === undefined || !isIpv4(uri.host) || uri.host === host) continue;
      report(uri.hostNode, `The Contact names another address than the Via ${host}.`);
    }
  },
};
