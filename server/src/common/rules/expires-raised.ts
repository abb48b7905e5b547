import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { bindingsIn, expiryOf } from './shared/bindings.ts';
import { related } from './shared/transactions.ts';
import { sameAddress } from './shared/uriCompare.ts';

export const expiresRaised: DialogRule = {
  id: 'expires-raised',
  scope: 'dialog',
  concerns: kind => kind.code === 200,
  severity: 'warning',
  spec: 'RFC 3261 §10.2.1.1',
  doc: 'The registrar may shorten the time that the client asks for, but not lengthen it.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>
Expires: 3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=600

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>
Expires: 3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=7200
                                      ^^^^

`,
  check(messages, report) {
    for (const { request, response, asked } of bindingsIn(messages)) {
      const wanted = expiryOf(request, asked.contact);
      const own = response
        .addresses('Contact')
        .find(contact => contact.uri !== undefined && sameAddress(contact.uri, asked.uri));
      const expires = own && param(own.params, 'expires');
      if (wanted === undefined || expires?.valueNode === undefined || Number(expires.value) <= wanted) continue;
      report(
        response.message,
        expires.valueNode,
        `The client asked for ${wanted} seconds; expected no more than that.`,
        {
          related: [related(request, asked.contact, 'What was asked for.')],
        },
      );
    }
  },
};
