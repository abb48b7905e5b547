import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const regIdRepeated: MessageRule = {
  id: 'reg-id-repeated',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 5626 §6',
  doc: 'A REGISTER sets up one flow: only one contact with reg-id and an expiry above 0 may stand in it, or it is answered with 400.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:uuid:1>";reg-id=1
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:uuid:1>";reg-id=1
Contact: <sip:alice@10.0.0.2>;+sip.instance="<urn:uuid:1>";reg-id=2
                                                           ^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request?.method !== 'REGISTER') return;
    const ids = facts
      .addresses('Contact')
      .filter(contact => param(contact.params, 'expires')?.value !== '0')
      .flatMap(contact => param(contact.params, 'reg-id') ?? []);
    for (const id of ids.slice(1)) report(id, 'Only one contact of a REGISTER may have reg-id.');
  },
};
