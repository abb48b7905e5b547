import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const gruuWithoutInstance: MessageRule = {
  id: 'gruu-without-instance',
  headers: ['Supported'],
  severity: 'warning',
  spec: 'RFC 5627 §4.1',
  doc: 'A GRUU is made of the instance id, so a UE that asks for one needs +sip.instance in its contact.',
  good: `
REGISTER sip:home.net SIP/2.0
Supported: gruu
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:gsma:imei:35625611-012345-0>"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Supported: gruu
           ^^^^
Contact: <sip:alice@10.0.0.1>
`,
  concerns: kind => kind.isRequestOf('REGISTER') && kind.has('Contact'),
  check(message, report) {
    const facts = factsOf(message);
    const tag = facts.item('Supported', 'gruu');
    const contacts = facts.addresses('Contact');
    if (tag === undefined || facts.request?.method !== 'REGISTER' || contacts.length === 0) return;
    if (contacts.some(contact => contact.star || param(contact.params, '+sip.instance') !== undefined)) return;
    report(tag, 'The UE asks for a GRUU but gives no +sip.instance to make it of.');
  },
};
