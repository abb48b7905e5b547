import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isHomeOf, isImsi, likelyHomeDomain, networkLabels } from './shared/homeDomain.ts';

export const homeDomainNotOfImsi: MessageRule = {
  id: 'home-domain-not-of-imsi',
  headers: ['To'],
  severity: 'warning',
  spec: 'TS 23.003 §13.2',
  doc: 'An identity that is made of an IMSI has a home domain that is made of the same IMSI: MCC from its first three digits, MNC from the next two or three.',
  good: `
REGISTER sip:ims.mnc000.mcc460.3gppnetwork.org SIP/2.0
To: <sip:460003911000057@ims.mnc000.mcc460.3gppnetwork.org>
`,
  bad: `
REGISTER sip:ims.mnc000.mcc000.3gppnetwork.org SIP/2.0
To: <sip:460003911000057@ims.mnc000.mcc000.3gppnetwork.org>
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    const uri = facts.request?.method === 'REGISTER' ? facts.address('To')?.uri : undefined;
    const labels = networkLabels(uri?.host ?? '');
    if (uri?.user === undefined || uri.hostNode === undefined || labels === undefined || !isImsi(uri.user)) return;
    if (isHomeOf(uri.user, labels)) return;
    report(uri.hostNode, `This is not the home domain of the IMSI; expected ${likelyHomeDomain(uri.user)}.`);
  },
};
