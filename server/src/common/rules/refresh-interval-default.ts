import { param } from '../syntax/values.ts';
import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix } from './shared/fixes.ts';

export const refreshIntervalDefault: MessageRule = {
  id: 'refresh-interval-default',
  severity: 'hint',
  spec: 'TS 24.229 §5.1.1.2.1',
  doc: 'A UE asks for 600000 seconds, in Expires or in Contact. Without either the registrar chooses, often an hour.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Contact: <sip:alice@10.0.0.1>
Expires: 600000
`,
  bad: `
REGISTER sip:home.net SIP/2.0
^^^^^^^^
# @hop Gm
Contact: <sip:alice@10.0.0.1>
`,
  concerns: kind => kind.isRequestOf('REGISTER') && !kind.has('Expires'),
  check(message, report, context) {
    const facts = factsOf(message);
    if (facts.request?.method !== 'REGISTER' || !isGm(hopOf(message, context)) || facts.has('Expires')) return;
    const contacts = facts.addresses('Contact');
    if (contacts.length === 0 || contacts.some(contact => param(contact.params, 'expires') !== undefined)) return;
    report(facts.subject, 'The request asks for no expiry, so the registrar chooses one.', {
      fix: addHeaderFix(message, 'Expires', '600000', 'Contact'),
    });
  },
};
