import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { challengesIn, credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

const HEADERS = ['Authorization', 'Proxy-Authorization', 'WWW-Authenticate', 'Proxy-Authenticate'];

export const digestQopUnknown: MessageRule = {
  id: 'digest-qop-unknown',
  headers: HEADERS,
  severity: 'warning',
  spec: 'RFC 3261 §22.4',
  doc: 'The quality of protection is auth or auth-int; a challenge offers a list of them, credentials name the one that was used.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", qop="auth,auth-int"
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", qop="authint"
                                                            ^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    const isKnown = (value: string): boolean => ['auth', 'auth-int'].includes(value.trim().toLowerCase());
    for (const challenge of challengesIn(facts)) {
      const qop = param(challenge.params, 'qop');
      if (qop?.value === undefined || qop.valueNode === undefined || qop.value.split(',').some(isKnown)) continue;
      report(qop.valueNode, 'The challenge offers no known qop; expected "auth" or "auth,auth-int".');
    }
    for (const digest of credentialsIn(facts)) {
      const qop = param(digest.params, 'qop');
      if (qop?.value === undefined || qop.valueNode === undefined || isKnown(qop.value)) continue;
      report(qop.valueNode, 'Credentials name the one qop that they use; expected auth or auth-int.');
    }
  },
};
