import { type Address, type Param, param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { bindingsIn } from './shared/bindings.ts';
import { insertFix } from './shared/fixes.ts';
import { related } from './shared/transactions.ts';
import { sameAddress } from './shared/uriCompare.ts';

export const contactFeaturesLost: DialogRule = {
  id: 'contact-features-lost',
  scope: 'dialog',
  concerns: kind => kind.code === 200,
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
      const isOwn = ({ uri }: Address): boolean => uri !== undefined && sameAddress(uri, asked.uri);
      const own = granted.find(isOwn) ?? granted[0];
      if (own === undefined) continue;
      const isLost = ({ name, nameLower }: Param): boolean =>
        name.startsWith('+') && param(own.params, nameLower) === undefined;
      const lost = asked.contact.params.filter(isLost);
      const [first] = lost;
      if (first === undefined) continue;
      const names = lost.map(one => one.name).slice(0, 4);
      const written = lost.map(one => `;${request.message.text.slice(one.start, one.end)}`);
      report(response.message, own, `The contact has lost ${names.join(', ')}.`, {
        related: [related(request, first, 'It was registered with this.')],
        suggestion: insertFix('Put the feature tags back', own.end, written.join('')),
      });
    }
  },
};
