import type { MessageRule } from './rule.ts';
import { challengesIn, isAka, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';

export const challengeQopMissing: MessageRule = {
  id: 'challenge-qop-missing',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate'],
  severity: 'hint',
  spec: 'RFC 8760 §2.6',
  doc: 'Every challenge should offer qop; without it there is no client nonce and no nonce count against replay.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", qop="auth"
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc"
                  ^^^^^^
`,
  check(message, report) {
    for (const challenge of challengesIn(factsOf(message))) {
      if (paramValue(challenge, 'qop') !== undefined || isAka(challenge)) continue;
      report(challenge.schemeNode, 'The challenge offers no qop.', {
        fix: insertFix('Offer qop="auth"', challenge.end, ', qop="auth"'),
      });
    }
  },
};
