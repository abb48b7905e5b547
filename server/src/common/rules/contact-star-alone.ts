import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const contactStarAlone: MessageRule = {
  id: 'contact-star-alone',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 3261 §10.3',
  doc: 'When "*" stands in Contact, no other contact may; the registrar answers 400.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: *
Expires: 0
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: *
         ^
Contact: <sip:alice@10.0.0.1>
Expires: 0
`,
  check(message, report) {
    const contacts = factsOf(message).addresses('Contact');
    const star = contacts.find(address => address.star);
    if (star === undefined || contacts.length === 1) return;
    report(star, '"*" must be the only contact.');
  },
};
