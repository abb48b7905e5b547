import type { DialogRule } from './rule.ts';
import type { Facts } from './shared/facts.ts';
import { related, topBranch, transactionsIn } from './shared/transactions.ts';

export const provisionalAfterFinal: DialogRule = {
  id: 'provisional-after-final',
  scope: 'dialog',
  severity: 'warning',
  spec: 'RFC 3261 §17.2.1',
  doc: 'After a final response the transaction is over, and no provisional response may follow on the same hop.',
  good: `
SIP/2.0 180 Ringing
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE

SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE

`,
  bad: `
SIP/2.0 200 OK
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE

SIP/2.0 180 Ringing
        ^^^
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE

`,
  check(messages, report) {
    for (const { responses } of transactionsIn(messages)) {
      const finals = new Map<string, Facts>();
      for (const response of responses) {
        const branch = topBranch(response);
        const code = response.status?.code ?? 0;
        if (branch === undefined) continue;
        const final = finals.get(branch);
        if (code >= 200) finals.set(branch, response);
        else if (final !== undefined) {
          report(response.message, response.subject, 'This provisional response comes after the final one.', {
            related: [related(final, final.subject, 'The final response.')],
          });
        }
      }
    }
  },
};
