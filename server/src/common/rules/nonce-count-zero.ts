import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const nonceCountZero: MessageRule = {
  id: 'nonce-count-zero',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'RFC 7616 §3.4',
  doc: 'The nonce count nc counts the requests that were sent with this nonce, the present one included, so it begins with 00000001.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, cnonce="0a4f113b", nc=00000001, response="6629fae49393a05397450978507c4ef1"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, cnonce="0a4f113b", nc=00000000, response="6629fae49393a05397450978507c4ef1"
                                                                                                                           ^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const count = param(digest.params, 'nc');
      if (count?.valueNode === undefined || !/^0+$/.test(count.value ?? '')) continue;
      report(count.valueNode, 'The nonce count begins with 00000001, not with zero.', {
        suggestion: replaceFix('Set nc to 00000001', count.valueNode, '00000001'),
      });
    }
  },
};
