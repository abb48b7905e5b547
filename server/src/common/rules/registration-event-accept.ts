import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';

export const registrationEventAccept: MessageRule = {
  id: 'registration-event-accept',
  headers: ['Event'],
  severity: 'warning',
  spec: 'RFC 3680 §4.5',
  doc: 'The state of registrations comes as application/reginfo+xml; a subscriber that lists what it accepts must list that.',
  good: `
SUBSCRIBE sip:alice@home.net SIP/2.0
Event: reg
Accept: application/reginfo+xml
`,
  bad: `
SUBSCRIBE sip:alice@home.net SIP/2.0
Event: reg
Accept: application/pidf+xml
        ^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('SUBSCRIBE'),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request?.method !== 'SUBSCRIBE' || facts.items('Event')[0]?.value.toLowerCase() !== 'reg') return;
    const accepted = facts.items('Accept');
    const [first] = accepted;
    if (
      first === undefined ||
      accepted.some(item => ['application/reginfo+xml', '*/*', 'application/*'].includes(item.value.toLowerCase()))
    )
      return;
    report(first, 'The subscriber does not accept application/reginfo+xml, in which the answer comes.', {
      fix: insertFix('Accept application/reginfo+xml', first.start, 'application/reginfo+xml, '),
    });
  },
};
