import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { isImsi, networkLabels } from './shared/homeDomain.ts';

export const privateIdentityNotOfImsi: MessageRule = {
  id: 'private-identity-not-of-imsi',
  headers: ['Authorization'],
  severity: 'warning',
  spec: 'TS 23.003 §13.3',
  doc: 'A UE without ISIM makes both identities of its IMSI, so user parts of username and To are equal. If they differ, the HSS must know the pair, or it answers DIAMETER_ERROR_IDENTITIES_DONT_MATCH.',
  good: `
REGISTER sip:ims.mnc001.mcc001.3gppnetwork.org SIP/2.0
To: <sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org>
Authorization: Digest username="001010000000001@ims.mnc001.mcc001.3gppnetwork.org", realm="ims.mnc001.mcc001.3gppnetwork.org", nonce="", uri="sip:ims.mnc001.mcc001.3gppnetwork.org", response=""
`,
  bad: `
REGISTER sip:ims.mnc001.mcc001.3gppnetwork.org SIP/2.0
To: <sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org>
Authorization: Digest username="12125551212@ims.mnc001.mcc001.3gppnetwork.org", realm="ims.mnc001.mcc001.3gppnetwork.org", nonce="", uri="sip:ims.mnc001.mcc001.3gppnetwork.org", response=""
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    const uri = facts.request?.method === 'REGISTER' ? facts.address('To')?.uri : undefined;
    if (uri?.user === undefined || networkLabels(uri.host ?? '') === undefined || !isImsi(uri.user)) return;
    for (const digest of credentialsIn(facts)) {
      const username = param(digest.params, 'username');
      const user = username?.value?.split('@')[0];
      if (username?.valueNode === undefined || user === undefined || user === uri.user || !/^\d+$/.test(user)) continue;
      report(username.valueNode, 'The private identity is not made of the same IMSI as the public identity in To.');
    }
  },
};
