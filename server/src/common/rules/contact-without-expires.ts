import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';

export const contactWithoutExpires: MessageRule = {
  id: 'contact-without-expires',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 3261 §10.3',
  doc: 'Each contact in the 200 to a REGISTER tells in expires how long it is bound; the client needs it to refresh in time.',
  good: `
SIP/2.0 200 OK
CSeq: 2 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=3600
`,
  bad: `
SIP/2.0 200 OK
CSeq: 2 REGISTER
Contact: <sip:alice@10.0.0.1>
         ^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isResponseTo('REGISTER') && !kind.has('Expires'),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.method !== 'REGISTER' || Math.floor((facts.status?.code ?? 0) / 100) !== 2) return;
    // The examples of RFC 3261 §24.1 say it in Expires for all contacts at once.
    if (facts.has('Expires') || isMisspelt(facts, 'Contact', 'expires')) return;
    for (const contact of facts.addresses('Contact')) {
      if (contact.star || param(contact.params, 'expires') !== undefined) continue;
      report(contact, 'This contact does not tell for how long it is bound; expected ;expires=.');
    }
  },
};
