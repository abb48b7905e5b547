import { isIpv4, isIpv6 } from '../syntax/hosts.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';

export const viaReceived: MessageRule = {
  id: 'via-received',
  headers: ['Via'],
  severity: 'error',
  spec: 'RFC 3261 §18.2.1',
  doc: 'In received a server writes the address from which the packet came; the response goes there, so it is an IP address and no name.',
  good: `
SIP/2.0 200 OK
Via: SIP/2.0/UDP pc.home.net;branch=z9hG4bK1;received=2001:db8::1
`,
  bad: `
SIP/2.0 200 OK
Via: SIP/2.0/UDP pc.home.net;branch=z9hG4bK1;received=192.0.2.300
                                                      ^^^^^^^^^^^
`,
  check(message, report) {
    for (const via of factsOf(message).vias()) {
      const received = param(via.params, 'received');
      if (received?.value === undefined) continue;
      // Many write the brackets of a URI, although the grammar has none here.
      const address = received.value.replace(/^\[(.*)\]$/, '$1');
      if (isIpv4(address) || isIpv6(address)) continue;
      report(received.valueNode ?? received, `${quoted(received.value)} is not an IP address.`);
    }
  },
};
