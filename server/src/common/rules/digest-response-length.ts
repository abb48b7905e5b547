import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, responseDigits } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const digestResponseLength: MessageRule = {
  id: 'digest-response-length',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'The response is a hash in hexadecimal: 32 digits for MD5, 64 for SHA-256 and SHA-512-256. Any other length cannot be right.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef"
                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const response = param(digest.params, 'response');
      const digits = responseDigits(digest);
      if (response?.value === undefined || response.value === '' || response.valueNode === undefined) continue;
      if (digits === undefined || (response.value.length === digits && /^[\da-f]*$/i.test(response.value))) continue;
      const found = /^[\da-f]*$/i.test(response.value) ? `it has ${response.value.length}` : 'it has other characters';
      report(response.valueNode, `The response must have ${digits} hexadecimal digits, but ${found}.`);
    }
  },
};
