import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix, replaceFix } from './shared/fixes.ts';

export const contactStarExpires: MessageRule = {
  id: 'contact-star-expires',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 3261 §10.2.2',
  doc: '"Contact: *" removes all bindings, so it may only stand in a REGISTER together with "Expires: 0".',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: *
Expires: 0
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: *
         ^
Expires: 3600
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    const star = facts.addresses('Contact').find(address => address.star);
    if (star === undefined || facts.request?.method !== 'REGISTER') return;
    const expires = facts.integer('Expires');
    if (expires?.value === 0) return;
    const fix =
      expires === undefined
        ? addHeaderFix(message, 'Expires', '0', 'Contact')
        : replaceFix('Set Expires to 0', expires.node, '0');
    report(star, '"Contact: *" needs "Expires: 0".', { fix });
  },
};
