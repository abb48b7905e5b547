import type { DialogRule } from './rule.ts';
import { transactionsIn } from './shared/transactions.ts';

export const ackCseq: DialogRule = {
  id: 'ack-cseq',
  scope: 'dialog',
  concerns: kind => kind.isRequestOf('ACK'),
  severity: 'error',
  spec: 'RFC 3261 §13.2.2.4',
  doc: 'The CSeq number of an ACK is that of the INVITE that it acknowledges.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE

ACK sip:bob@10.0.0.2 SIP/2.0
Call-ID: 1@a
CSeq: 1 ACK

`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE

ACK sip:bob@10.0.0.2 SIP/2.0
Call-ID: 1@a
CSeq: 2 ACK
      ^

`,
  check(messages, report) {
    const transactions = transactionsIn(messages);
    const invites = transactions.filter(one => one.method === 'INVITE' && one.requests.length > 0);
    if (invites.length === 0) return;
    for (const { method, number, requests } of transactions) {
      if (method !== 'ACK' || invites.some(one => one.number === number)) continue;
      for (const ack of requests) {
        const cseq = ack.cseq();
        if (cseq === undefined) continue;
        report(ack.message, cseq.numberNode, 'No INVITE with this CSeq number stands in the file.');
      }
    }
  },
};
