import type { DialogRule } from './rule.ts';
import { replaceFix } from './shared/fixes.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const responseCseqMethod: DialogRule = {
  id: 'response-cseq-method',
  scope: 'dialog',
  severity: 'error',
  spec: 'RFC 3261 §8.2.6.2',
  doc: 'The CSeq of a response equals that of the request, method included; otherwise the client drops the response.',
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
CSeq: 1 INVITE
        ^^^^^^

`,
  check(messages, report) {
    const transactions = transactionsIn(messages);
    for (const { number, requests, responses } of transactions) {
      if (requests.length > 0) continue;
      const request = transactions.find(one => one.number === number && one.requests.length > 0)?.requests[0];
      if (request?.request === undefined) continue;
      const { method, methodNode } = request.request;
      for (const response of responses) {
        const cseq = response.cseq();
        if (cseq === undefined) continue;
        report(response.message, cseq.methodNode, `The request with this number is ${method}, not ${cseq.method}.`, {
          related: [related(request, methodNode, 'The request.')],
          suggestion: replaceFix(`Change to ${method}`, cseq.methodNode, method),
        });
      }
    }
  },
};
