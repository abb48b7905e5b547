import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { exchangesIn, related, transactionsIn } from './shared/transactions.ts';

export const rportNotFilled: DialogRule = {
  id: 'rport-not-filled',
  scope: 'dialog',
  headers: ['Via'],
  severity: 'warning',
  spec: 'RFC 3581 §4',
  doc: 'A client that writes rport asks where its request came from. The server puts the port into rport of the response, and the address into received.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;rport
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;rport=5060;received=192.0.2.1
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;rport
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;rport;received=192.0.2.1
                                          ^^^^^
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  check(messages, report) {
    for (const transaction of transactionsIn(messages)) {
      for (const { request, response } of exchangesIn(transaction)) {
        const asked = request.vias()[0];
        const via = response.vias()[0];
        // Over a connection the response comes back on it in any case.
        const rport = asked?.transport?.toUpperCase() === 'UDP' ? param(asked.params, 'rport') : undefined;
        if (rport === undefined || rport.value !== undefined || via === undefined) continue;
        const answer = param(via.params, 'rport');
        // A server that adds neither does not know the extension, and may send no received to an honest sender.
        if (answer?.value !== undefined || param(via.params, 'received') === undefined) continue;
        report(
          response.message,
          answer ?? via,
          'The response does not say in rport from which port the request came.',
          {
            related: [related(request, rport, 'The client asks for it here.')],
          },
        );
      }
    }
  },
};
