import { hopOf } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { foreignRealms } from './shared/foreignRealms.ts';

export const realmForeign: MessageRule = {
  id: 'realm-foreign',
  headers: ['Authorization'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.5.1',
  doc: 'In IMS the realm is the home domain or a name in it. One that has nothing to do with the private identity, To and Request-URI was not copied from the challenge of this network.',
  good: `
REGISTER sip:ims.home.net SIP/2.0
# @hop Gm
To: <sip:alice@ims.home.net>
Authorization: Digest username="alice@ims.home.net", realm="scscf1.ims.home.net", nonce="abc", uri="sip:ims.home.net", response="6629fae49393a05397450978507c4ef1"
`,
  bad: `
REGISTER sip:ims.home.net SIP/2.0
# @hop Gm
To: <sip:alice@ims.home.net>
Authorization: Digest username="alice@ims.home.net", realm="other.example", nonce="abc", uri="sip:ims.home.net", response="6629fae49393a05397450978507c4ef1"
                                                           ^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    for (const realm of foreignRealms(facts, hopOf(message, context))) {
      report(realm.valueNode ?? realm, 'The realm has nothing to do with the home domain.');
    }
  },
};
