import { type Address, param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { bindingsIn } from './shared/bindings.ts';
import { related } from './shared/transactions.ts';
import { sameAddress } from './shared/uriCompare.ts';

export const contactNotBound: DialogRule = {
  id: 'contact-not-bound',
  scope: 'dialog',
  headers: ['Contact'],
  concerns: kind => kind.code === 200,
  severity: 'warning',
  spec: 'RFC 3261 §10.3',
  doc: 'The 200 to a REGISTER lists the contacts that are bound now. One with expires=0 is not, although the UE asked for it; a registrar refuses with 423 what is too short.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=60

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=0
                              ^^^^^^^^^

`,
  check(messages, report) {
    for (const { request, response, asked } of bindingsIn(messages)) {
      const isOwn = ({ uri }: Address): boolean => uri !== undefined && sameAddress(uri, asked.uri);
      const own = response.addresses('Contact').find(isOwn);
      const expires = own && param(own.params, 'expires');
      if (expires?.value === undefined || !/^0+$/.test(expires.value)) continue;
      report(response.message, expires, 'The contact that was to be registered is not bound: it expires at once.', {
        related: [related(request, asked.contact, 'The contact that was registered.')],
      });
    }
  },
};
