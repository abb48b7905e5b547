import type { Address } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { bindingsIn } from './shared/bindings.ts';
import { replaceFix } from './shared/fixes.ts';
import { related } from './shared/transactions.ts';
import { sameAddress } from './shared/uriCompare.ts';

export const contactNotRegistered: DialogRule = {
  id: 'contact-not-registered',
  scope: 'dialog',
  concerns: kind => kind.code === 200,
  severity: 'error',
  spec: 'RFC 3261 §10.3',
  doc: 'The 200 to a REGISTER lists the contact that was registered. If none equals its own, the UE is not reachable and treats the registration as failed.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>
Expires: 3600

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=3600

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
Contact: <sip:alice@10.0.0.2>;expires=3600
                    ^^^^^^^^

`,
  check(messages, report) {
    for (const { request, response, asked } of bindingsIn(messages)) {
      const granted = response.addresses('Contact');
      const first = granted[0]?.uri;
      const isOwn = ({ uri }: Address): boolean => uri !== undefined && sameAddress(uri, asked.uri);
      if (first === undefined || granted.some(isOwn)) continue;
      const place = first.host === asked.uri.host ? first : (first.hostNode ?? first);
      // Where there are more, they may be those of other devices.
      const fix =
        granted.length === 1
          ? { suggestion: replaceFix('Take the contact of the REGISTER', first, asked.uri.text) }
          : {};
      report(response.message, place, `The contact ${asked.uri.text} that was registered is not in the list.`, {
        related: [related(request, asked.uri, 'The contact that was registered.')],
        ...fix,
      });
    }
  },
};
