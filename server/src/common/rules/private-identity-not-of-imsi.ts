import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { foreignIdentitiesIn } from './shared/foreignIdentities.ts';

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
    for (const { span } of foreignIdentitiesIn(factsOf(message))) {
      report(span, 'The private identity is not made of the same IMSI as the public identity in To.');
    }
  },
};
