import type { DialogRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { related } from './shared/transactions.ts';
import { misspeltValues } from './shared/unknownValues.ts';

export const eventDiffers: DialogRule = {
  id: 'event-differs',
  scope: 'dialog',
  concerns: kind => kind.isRequestOf('NOTIFY'),
  severity: 'error',
  spec: 'RFC 6665 §4.4.1',
  doc: 'A NOTIFY names the event package of the subscription; any other is answered with 481.',
  good: `
SUBSCRIBE sip:alice@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 SUBSCRIBE
Event: reg

NOTIFY sip:alice@10.0.0.1 SIP/2.0
Call-ID: 1@a
CSeq: 1 NOTIFY
Event: reg

`,
  bad: `
SUBSCRIBE sip:alice@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 SUBSCRIBE
Event: reg

NOTIFY sip:alice@10.0.0.1 SIP/2.0
Call-ID: 1@a
CSeq: 1 NOTIFY
Event: presence
       ^^^^^^^^

`,
  check(messages, report) {
    const subscriptions = messages.map(factsOf).filter(facts => facts.request?.method === 'SUBSCRIBE');
    const events = new Set(subscriptions.map(facts => facts.items('Event')[0]?.value.toLowerCase()));
    const [first] = subscriptions;
    const wanted = first?.items('Event')[0];
    if (first === undefined || wanted === undefined) return;
    // Said already, at the subscription.
    if (misspeltValues(first).some(one => one.span.start === wanted.valueNode.start)) return;
    for (const message of messages) {
      const facts = factsOf(message);
      const event = facts.items('Event')[0];
      // A dialog made by INVITE or REFER carries notifications as well.
      if (facts.request?.method !== 'NOTIFY' || event === undefined || events.has(event.value.toLowerCase())) continue;
      if (event.value.toLowerCase() === 'refer') continue;
      report(message, event.valueNode, `The subscription is for another event package; expected ${wanted.value}.`, {
        related: [related(first, wanted, 'The subscription.')],
      });
    }
  },
};
