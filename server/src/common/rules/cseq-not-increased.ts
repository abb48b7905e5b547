import type { DialogRule } from './rule.ts';
import { replaceFix } from './shared/fixes.ts';
import { clientBranch, isBefore, related, transactionsIn } from './shared/transactions.ts';

export const cseqNotIncreased: DialogRule = {
  id: 'cseq-not-increased',
  scope: 'dialog',
  severity: 'error',
  spec: 'RFC 3261 §8.1.3.5',
  doc: 'A request that is sent again after a final response is a new transaction with a CSeq number one higher.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2
Call-ID: 1@a
CSeq: 2 REGISTER

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2
Call-ID: 1@a
CSeq: 1 REGISTER
      ^

`,
  check(messages, report) {
    for (const { method, number, requests, responses } of transactionsIn(messages)) {
      if (method === 'ACK' || method === 'CANCEL') continue;
      const final = responses.find(one => (one.status?.code ?? 0) >= 200);
      const first = requests[0];
      if (final === undefined || first === undefined) continue;
      for (const request of requests) {
        const cseq = request.cseq();
        if (cseq === undefined || clientBranch(request) === clientBranch(first) || !isBefore(messages, final, request))
          continue;
        report(
          request.message,
          cseq.numberNode,
          `This request repeats CSeq number ${number} after a final response; expected a higher one.`,
          {
            related: [related(final, final.subject, 'The final response.')],
            suggestion: replaceFix(`Change to ${number + 1}`, cseq.numberNode, String(number + 1)),
          },
        );
      }
    }
  },
};
