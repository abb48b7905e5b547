import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const contactStarOutsideRegister: MessageRule = {
  id: 'contact-star-outside-register',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 3261 §20.10',
  doc: '"Contact: *" only has a meaning in a REGISTER; everywhere else Contact needs a URI.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: *
Expires: 0
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Contact: *
         ^
`,
  concerns: kind => !kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request?.method === 'REGISTER') return;
    const star = facts.addresses('Contact').find(address => address.star);
    if (star === undefined) return;
    report(star, '"Contact: *" may only stand in a REGISTER.');
  },
};
