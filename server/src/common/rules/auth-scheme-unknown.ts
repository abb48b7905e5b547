import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';
import { AUTH_HEADERS, unknownValues } from './shared/unknownValues.ts';

export const authSchemeUnknown: MessageRule = {
  id: 'auth-scheme-unknown',
  headers: AUTH_HEADERS,
  severity: 'info',
  spec: 'RFC 3261 §22.1',
  doc: 'SIP knows the schemes Digest and Bearer; a receiver ignores credentials of any other.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc"
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: NTLM realm="home.net", nonce="abc"
                  ^^^^
`,
  check(message, report) {
    for (const { span, value } of unknownValues(factsOf(message), 'scheme')) {
      report(span, `${quoted(value)} is no authentication scheme of SIP; expected Digest.`);
    }
  },
};
