import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isRfc2543, tagOf } from './shared/legacy.ts';

/** Requests that only exist inside a dialog. */
const INSIDE: readonly string[] = ['BYE', 'PRACK', 'UPDATE', 'ACK'];

export const toTagMissingInDialog: MessageRule = {
  id: 'to-tag-missing-in-dialog',
  headers: ['To'],
  severity: 'error',
  spec: 'RFC 3261 §12.2.1.1',
  doc: 'A request inside a dialog repeats the tag that the other side put into To; without it the request is answered with 481.',
  good: `
BYE sip:bob@10.0.0.2 SIP/2.0
Max-Forwards: 70
To: <sip:bob@home.net>;tag=2
`,
  bad: `
BYE sip:bob@10.0.0.2 SIP/2.0
Max-Forwards: 70
To: <sip:bob@home.net>
    ^^^^^^^^^^^^^^^^^^
`,
  concerns: ({ isRequest, method = '' }) => isRequest && INSIDE.includes(method),
  check(message, report) {
    const facts = factsOf(message);
    const to = facts.address('To');
    if (facts.request === undefined || to === undefined || !INSIDE.includes(facts.request.method)) return;
    if (tagOf(facts, 'To') !== undefined || isRfc2543(facts)) return;
    report(to, `${facts.title} is sent inside a dialog, so To must have the tag of the other side.`);
  },
};
