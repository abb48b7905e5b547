import { param } from '../syntax/values.ts';
import { hopOf } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';

export const contactWithoutInstance: MessageRule = {
  id: 'contact-without-instance',
  headers: ['Contact'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.1',
  doc: 'A device with an IMEI puts it into Contact as +sip.instance, so that the network can tell the devices of a user apart.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Contact: <sip:alice@10.0.0.1:5060>;+sip.instance="<urn:gsma:imei:35625611-012345-0>"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Contact: <sip:alice@10.0.0.1:5060>
         ^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    const hop = hopOf(message, context);
    if (facts.request?.method !== 'REGISTER' || hop === undefined || hop === 'ISC') return;
    if (isMisspelt(facts, 'Contact', '+sip.instance')) return;
    for (const contact of facts.addresses('Contact')) {
      if (contact.star || param(contact.params, '+sip.instance') !== undefined) continue;
      report(contact, 'The Contact has no +sip.instance with the IMEI of the device.');
    }
  },
};
