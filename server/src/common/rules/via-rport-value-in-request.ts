import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const viaRportValueInRequest: MessageRule = {
  id: 'via-rport-value-in-request',
  headers: ['Via'],
  severity: 'info',
  spec: 'RFC 3581 §4',
  doc: 'Whoever fills in rport also adds received, so that the response goes to the address and port the request came from.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK2
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;rport=5060;received=192.0.2.1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK2
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;rport=5060
                                          ^^^^^^^^^^
`,
  check(message, report) {
    for (const via of factsOf(message).vias()) {
      const rport = param(via.params, 'rport');
      if (rport?.value === undefined || param(via.params, 'received') !== undefined) continue;
      report(rport, 'Only the receiver of the request fills in rport, and it then adds received too.');
    }
  },
};
