import { param } from '../syntax/values.ts';
import { hopOf } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, isAnswer, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

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
    const hop = hopOf(message, context);
    if (facts.request?.method !== 'REGISTER' || hop === undefined || hop === 'ISC') return;
    for (const digest of credentialsIn(facts)) {
      const realm = param(digest.params, 'realm');
      const username = paramValue(digest, 'username') ?? '';
      // The first REGISTER is the matter of realm-not-home-domain.
      if (realm?.value === undefined || realm.valueNode === undefined || !isAnswer(digest)) continue;
      const hosts = [facts.request.uri?.host, facts.address('To')?.uri?.host, username.split('@')[1]];
      if (hosts.some(host => host !== undefined && sharesDomain(host, realm.value ?? ''))) continue;
      report(realm.valueNode, 'The realm has nothing to do with the home domain.');
    }
  },
};

/** Equal, or one inside the other. */
function sharesDomain(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right || left.endsWith(`.${right}`) || right.endsWith(`.${left}`);
}
