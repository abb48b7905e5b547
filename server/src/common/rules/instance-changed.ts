import { type Param, param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { related } from './shared/transactions.ts';

export const instanceChanged: DialogRule = {
  id: 'instance-changed',
  scope: 'dialog',
  headers: ['Contact'],
  concerns: kind => kind.isRequestOf('REGISTER'),
  severity: 'warning',
  spec: 'RFC 5626 §4.1',
  doc: 'The instance id names the device and stays the same for ever; with another one the registrar stores a second binding beside the first.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:a@10.0.0.1>;+sip.instance="<urn:gsma:imei:35625611-012345-0>"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Contact: <sip:a@10.0.0.1>;+sip.instance="<urn:gsma:imei:35625611-012345-0>"

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:a@10.0.0.1>;+sip.instance="<urn:gsma:imei:35625611-012345-0>"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Contact: <sip:a@10.0.0.1>;+sip.instance="<urn:gsma:imei:35625611-012346-0>"
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    let before: { readonly facts: Facts; readonly instance: Param } | undefined;
    for (const message of messages) {
      const facts = factsOf(message);
      if (facts.request?.method !== 'REGISTER') continue;
      const contacts = facts.addresses('Contact');
      const instance = contacts[0] && param(contacts[0].params, '+sip.instance');
      // Who registers several contacts registers several devices.
      if (contacts.length !== 1 || instance?.value === undefined || isFaulty(instance.value)) continue;
      if (before !== undefined && before.instance.value?.toLowerCase() !== instance.value.toLowerCase()) {
        report(message, instance.valueNode ?? instance, 'The instance id is not that of the REGISTER before.', {
          related: [related(before.facts, before.instance, 'The instance id before.')],
        });
      } else before = { facts, instance };
    }
  },
};

/** Another rule says that the form is wrong; the value may be the right one. */
function isFaulty(value: string): boolean {
  return !value.startsWith('<') || /^<urn:gsma:imei:(?!\d{8}-\d{6}-\d[;>])/i.test(value);
}
