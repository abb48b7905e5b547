import type { DialogRule } from './rule.ts';
import type { Facts } from './shared/facts.ts';
import { tagOf } from './shared/legacy.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const cseqDecreased: DialogRule = {
  id: 'cseq-decreased',
  scope: 'dialog',
  severity: 'warning',
  spec: 'RFC 3261 §12.2.1.1',
  doc: 'Inside a dialog every new request of one side has a higher CSeq number than the one before; a lower one is answered with 500.',
  good: `
UPDATE sip:bob@10.0.0.2 SIP/2.0
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 2 UPDATE

BYE sip:bob@10.0.0.2 SIP/2.0
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 3 BYE

`,
  bad: `
UPDATE sip:bob@10.0.0.2 SIP/2.0
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 2 UPDATE

BYE sip:bob@10.0.0.2 SIP/2.0
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>;tag=2
Call-ID: 1@a
CSeq: 1 BYE
      ^

`,
  check(messages, report) {
    const last = new Map<string, Facts>();
    for (const { method, number, requests } of transactionsIn(messages)) {
      const request = requests[0];
      const cseq = request?.cseq();
      const from = request && tagOf(request, 'From');
      if (request === undefined || cseq === undefined || from === undefined || tagOf(request, 'To') === undefined)
        continue;
      if (method === 'ACK' || method === 'CANCEL') continue;
      const before = last.get(from);
      const highest = before?.cseq();
      if (before === undefined || highest === undefined || number > highest.number) last.set(from, request);
      else if (number < highest.number) {
        report(
          request.message,
          cseq.numberNode,
          `The request before has CSeq number ${highest.number}; expected a higher one.`,
          {
            related: [related(before, highest.numberNode, 'The request before.')],
          },
        );
      }
    }
  },
};
