import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { topBranch, transactionsIn } from './shared/transactions.ts';

export const cancelMatchesInvite: DialogRule = {
  id: 'cancel-matches-invite',
  scope: 'dialog',
  concerns: kind => kind.isRequestOf('CANCEL'),
  severity: 'error',
  spec: 'RFC 3261 §9.1',
  doc: 'A CANCEL names the INVITE that it cancels by the same Request-URI, the same branch and the same CSeq number; otherwise it is answered with 481.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE

CANCEL sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 CANCEL

`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE

CANCEL sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2
                                 ^^^^^^^^
Call-ID: 1@a
CSeq: 1 CANCEL

`,
  check(messages, report) {
    const transactions = transactionsIn(messages);
    const invites = transactions.filter(one => one.method === 'INVITE').flatMap(one => one.requests);
    if (invites.length === 0) return;
    for (const cancel of transactions.filter(one => one.method === 'CANCEL').flatMap(one => one.requests)) {
      const branches = new Set(invites.map(topBranch));
      const via = cancel.vias()[0];
      const branch = via && param(via.params, 'branch');
      const cseq = cancel.cseq();
      if (branch !== undefined && !branches.has(topBranch(cancel))) {
        report(
          cancel.message,
          branch.valueNode ?? branch,
          'This branch is not that of the INVITE, so nothing is cancelled.',
        );
      } else if (cseq !== undefined && !invites.some(invite => invite.cseq()?.number === cseq.number)) {
        report(cancel.message, cseq.numberNode, 'This CSeq number is not that of the INVITE, so nothing is cancelled.');
      }
    }
  },
};
