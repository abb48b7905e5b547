import { param, quote } from '../syntax/values.ts';
import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const realmNotHomeDomain: MessageRule = {
  id: 'realm-not-home-domain',
  headers: ['Authorization'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.2',
  doc: 'In the first REGISTER the UE writes its home network domain both into realm and into the Request-URI, so the two agree.',
  good: `
REGISTER sip:ims.home.net SIP/2.0
# @hop Gm
Authorization: Digest username="alice@ims.home.net", realm="ims.home.net", nonce="", uri="sip:ims.home.net", response=""
`,
  bad: `
REGISTER sip:ims.home.net SIP/2.0
# @hop Gm
Authorization: Digest username="alice@ims.home.net", realm="home.net", nonce="", uri="sip:ims.home.net", response=""
                                                           ^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    const domain = facts.request?.uri?.host?.toLowerCase();
    const hop = hopOf(message, context);
    if (facts.method !== 'REGISTER' || domain === undefined || !(isGm(hop) || hop === 'Mw-PI')) return;
    for (const digest of credentialsIn(facts)) {
      const realm = param(digest.params, 'realm');
      if (realm?.value === undefined || realm.valueNode === undefined || paramValue(digest, 'nonce') !== '') continue;
      if (realm.value.toLowerCase() === domain) continue;
      const fix = replaceFix(`Set realm to ${domain}`, realm.valueNode, quote(domain));
      report(realm.valueNode, `The realm is not the home domain ${domain} of the Request-URI.`, { fix });
    }
  },
};
