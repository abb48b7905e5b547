import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isThere } from './shared/misspelt.ts';

export const registerResponseWithoutContact: MessageRule = {
  id: 'register-response-without-contact',
  severity: 'error',
  spec: 'RFC 3261 §10.3',
  doc: 'The 200 to a REGISTER lists every binding in Contact. One with Service-Route or P-Associated-URI has just made a binding, so the list cannot be empty.',
  good: `
SIP/2.0 200 OK
CSeq: 2 REGISTER
Service-Route: <sip:scscf.home.net;lr>
Contact: <sip:alice@10.0.0.1>;expires=3600
`,
  bad: `
SIP/2.0 200 OK
        ^^^
CSeq: 2 REGISTER
Service-Route: <sip:scscf.home.net;lr>
`,
  concerns: kind => kind.isResponseTo('REGISTER') && kind.code === 200 && !kind.has('Contact'),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.method !== 'REGISTER' || facts.status?.code !== 200 || isThere(facts, 'Contact')) return;
    if (!facts.has('Service-Route') && !facts.has('P-Associated-URI')) return;
    report(facts.subject, 'The registration succeeded, but Contact with the bindings is missing.');
  },
};
