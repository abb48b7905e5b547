import type { DialogRule } from './rule.ts';
import { transactionsIn } from './shared/transactions.ts';

export const ackMissing: DialogRule = {
  id: 'ack-missing',
  scope: 'dialog',
  concerns: kind => kind.isRequestOf('INVITE'),
  severity: 'info',
  spec: 'RFC 3261 §13.2.2.4',
  doc: 'Every final response to an INVITE is acknowledged with ACK; without it the server repeats the response for 32 seconds and then gives up.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE

SIP/2.0 200 OK
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

SIP/2.0 200 OK
        ^^^
Call-ID: 1@a
CSeq: 1 INVITE

`,
  check(messages, report) {
    const transactions = transactionsIn(messages);
    for (const { method, number, requests, responses } of transactions) {
      if (method !== 'INVITE' || requests.length === 0) continue;
      if (transactions.some(one => one.method === 'ACK' && one.number === number)) continue;
      const final = responses.find(one => (one.status?.code ?? 0) >= 200);
      if (final === undefined) continue;
      report(final.message, final.subject, 'No ACK for this final response stands in the file.');
    }
  },
};
