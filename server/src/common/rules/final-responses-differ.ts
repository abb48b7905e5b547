import type { DialogRule } from './rule.ts';
import type { Facts } from './shared/facts.ts';
import { related, topBranch, transactionsIn } from './shared/transactions.ts';

export const finalResponsesDiffer: DialogRule = {
  id: 'final-responses-differ',
  scope: 'dialog',
  severity: 'warning',
  spec: 'RFC 3261 §17.2.1',
  doc: 'On one hop a request gets one final response; a second one with another code has no transaction to belong to. Only an INVITE may get several 2xx.',
  good: `
SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2
Call-ID: 1@a
CSeq: 2 REGISTER

`,
  bad: `
SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
        ^^^
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  check(messages, report) {
    for (const { responses } of transactionsIn(messages)) {
      const finals = new Map<string, Facts>();
      for (const response of responses) {
        const branch = topBranch(response);
        const code = response.status?.code ?? 0;
        if (branch === undefined || code < 200) continue;
        const before = finals.get(branch);
        if (before === undefined) finals.set(branch, response);
        else if (before.status?.code !== code) {
          report(
            response.message,
            response.subject,
            `The request was already answered with ${before.title} on this hop.`,
            {
              related: [related(before, before.subject, 'The first final response.')],
            },
          );
        }
      }
    }
  },
};
