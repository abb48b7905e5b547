import type { DialogRule } from './rule.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const subscriptionRaised: DialogRule = {
  id: 'subscription-raised',
  scope: 'dialog',
  concerns: kind => kind.isRequestOf('SUBSCRIBE'),
  severity: 'warning',
  spec: 'RFC 6665 §4.2.1.1',
  doc: 'The notifier may shorten the time of a subscription but not lengthen it.',
  good: `
SUBSCRIBE sip:alice@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 SUBSCRIBE
Expires: 3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 SUBSCRIBE
Expires: 600

`,
  bad: `
SUBSCRIBE sip:alice@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 SUBSCRIBE
Expires: 3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 SUBSCRIBE
Expires: 7200
         ^^^^

`,
  check(messages, report) {
    for (const { method, requests, responses } of transactionsIn(messages)) {
      const asked = requests[0]?.integer('Expires');
      const request = requests[0];
      if (method !== 'SUBSCRIBE' || request === undefined || asked === undefined) continue;
      for (const response of responses) {
        const granted = response.integer('Expires');
        if (
          granted === undefined ||
          granted.value <= asked.value ||
          Math.floor((response.status?.code ?? 0) / 100) !== 2
        )
          continue;
        report(
          response.message,
          granted.node,
          `The subscriber asked for ${asked.value} seconds; expected no more than that.`,
          {
            related: [related(request, asked.node, 'What was asked for.')],
          },
        );
      }
    }
  },
};
