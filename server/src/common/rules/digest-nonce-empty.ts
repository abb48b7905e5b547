import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const digestNonceEmpty: MessageRule = {
  id: 'digest-nonce-empty',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3261 §22.4',
  doc: 'A response is computed over the nonce of the challenge, so credentials with a response must repeat that nonce.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
                                                          ^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const nonce = param(digest.params, 'nonce');
      if (nonce === undefined || nonce.value !== '' || (paramValue(digest, 'response') ?? '') === '') continue;
      report(nonce, 'There is a response but no nonce that it could answer.');
    }
  },
};
