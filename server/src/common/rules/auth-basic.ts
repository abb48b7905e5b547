import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

const HEADERS = ['Authorization', 'Proxy-Authorization', 'WWW-Authenticate', 'Proxy-Authenticate'];

export const authBasic: MessageRule = {
  id: 'auth-basic',
  headers: HEADERS,
  severity: 'error',
  spec: 'RFC 3261 §22',
  doc: 'Basic authentication sends the password in clear; SIP forbids to ask for it and to answer with it.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc"
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Basic realm="home.net"
                  ^^^^^
`,
  check(message, report) {
    for (const name of HEADERS) {
      for (const { scheme, schemeNode } of factsOf(message).credentials(name)) {
        if (scheme.toLowerCase() !== 'basic') continue;
        report(schemeNode, 'Basic authentication is forbidden in SIP; expected Digest.');
      }
    }
  },
};
