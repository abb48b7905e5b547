import type { DialogRule } from './rule.ts';
import { transactionsIn } from './shared/transactions.ts';

export const responseWithoutRequest: DialogRule = {
  id: 'response-without-request',
  scope: 'dialog',
  severity: 'warning',
  spec: 'RFC 3261 §17.1.3',
  doc: 'A response repeats the CSeq of its request. The requests of this Call-ID are here, but none with this number.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 2 REGISTER
      ^

`,
  check(messages, report) {
    const transactions = transactionsIn(messages);
    for (const { method, number, requests, responses } of transactions) {
      if (requests.length > 0 || !transactions.some(one => one.method === method && one.requests.length > 0)) continue;
      // Another method with this number is the matter of response-cseq-method.
      if (transactions.some(one => one.number === number && one.requests.length > 0)) continue;
      for (const response of responses) {
        const cseq = response.cseq();
        if (cseq === undefined) continue;
        report(response.message, cseq.numberNode, `No ${method} with this CSeq number stands in the file.`);
      }
    }
  },
};
