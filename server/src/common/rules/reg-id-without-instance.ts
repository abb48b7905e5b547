import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const regIdWithoutInstance: MessageRule = {
  id: 'reg-id-without-instance',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 5626 §4.2',
  doc: 'A flow is known by instance id and reg-id together, so a contact with reg-id must have +sip.instance.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:gsma:imei:35625611-012345-0>";reg-id=1
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;reg-id=1
                              ^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request?.method !== 'REGISTER') return;
    for (const contact of facts.addresses('Contact')) {
      const id = param(contact.params, 'reg-id');
      if (id === undefined || param(contact.params, '+sip.instance') !== undefined) continue;
      report(id, 'A contact with reg-id must have +sip.instance.');
    }
  },
};
