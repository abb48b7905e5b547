import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { clientBranch, related, transactionsIn } from './shared/transactions.ts';

export const responseVia: DialogRule = {
  id: 'response-via',
  scope: 'dialog',
  severity: 'error',
  spec: 'RFC 3261 §8.2.6.2',
  doc: 'A response carries the Via entries of its request, in order; by the branch in them the client finds its transaction.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1;received=192.0.2.1
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2
                                 ^^^^^^^^
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  check(messages, report) {
    for (const { requests, responses } of transactionsIn(messages)) {
      if (requests.length === 0) continue;
      const known = new Set(requests.map(clientBranch));
      for (const response of responses) {
        const via = response.vias().at(-1);
        const branch = via && param(via.params, 'branch');
        const value = clientBranch(response);
        const request = requests[0];
        if (branch === undefined || value === undefined || request === undefined || known.has(value)) continue;
        report(
          response.message,
          branch.valueNode ?? branch,
          'This branch is not that of the request, so the response matches no transaction.',
          {
            related: [related(request, request.vias().at(-1) ?? request.subject, 'The Via of the request.')],
          },
        );
      }
    }
  },
};
