import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

/** Requests whose Contact becomes the one address of the dialog. */
const DIALOG: readonly string[] = ['INVITE', 'SUBSCRIBE', 'REFER', 'NOTIFY', 'UPDATE'];

export const contactSingle: MessageRule = {
  id: 'contact-single',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.8',
  doc: 'A request that may open or change a dialog has exactly one Contact URI: the place for the requests that follow.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>, <sip:alice@10.0.0.2>
                               ^^^^^^^^^^^^^^^^^^^^
`,
  concerns: ({ isRequest, method = '' }) => isRequest && DIALOG.includes(method),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request === undefined || !DIALOG.includes(facts.request.method)) return;
    for (const contact of facts.addresses('Contact').slice(1)) {
      report(contact, `${facts.title} must have exactly one Contact URI.`);
    }
  },
};
