import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { bindingsIn } from './shared/bindings.ts';
import { related } from './shared/transactions.ts';
import { sameAddress } from './shared/uriCompare.ts';

export const contactFeaturesLost: DialogRule = {
  id: 'contact-features-lost',
  scope: 'dialog',
  severity: 'warning',
  spec: 'TS 24.229 §5.4.1.2.2F',
  doc: 'The 200 repeats the contact with all its parameters. Feature tags that are gone were not stored, so nobody can find the services of this device.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;+g.3gpp.smsip
Expires: 3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=3600;+g.3gpp.smsip

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;+g.3gpp.smsip
Expires: 3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=3600
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    for (const { request, response, asked } of bindingsIn(messages)) {
      const granted = response.addresses('Contact');
      const own =
        granted.find(contact => contact.uri !== undefined && sameAddress(contact.uri, asked.uri)) ?? granted[0];
      if (own === undefined) continue;
      const lost = asked.contact.params.filter(
        one => one.name.startsWith('+') && param(own.params, one.nameLower) === undefined,
      );
      const [first] = lost;
      if (first === undefined) continue;
      report(
        response.message,
        own,
        `The contact has lost ${lost
          .map(one => one.name)
          .slice(0, 4)
          .join(', ')}.`,
        {
          related: [related(request, first, 'It was registered with this.')],
        },
      );
    }
  },
};
