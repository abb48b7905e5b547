import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';

export const digestNcWithoutQop: MessageRule = {
  id: 'digest-nc-without-qop',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'RFC 3261 §22.4',
  doc: 'The nonce count goes with qop; where the challenge offers no qop, neither qop nor nc may be sent.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", nc=00000001, response="6629fae49393a05397450978507c4ef1"
                                                                                           ^^^^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const count = param(digest.params, 'nc');
      if (count === undefined || paramValue(digest, 'qop') !== undefined) continue;
      report(count, 'A nonce count without qop is not allowed.', { fix: removeParamFix(message, count) });
    }
  },
};
