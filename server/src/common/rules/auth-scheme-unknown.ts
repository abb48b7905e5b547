import { nearest } from '../registry/nearest.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { quoted } from './shared/sentences.ts';

const HEADERS = ['Authorization', 'Proxy-Authorization', 'WWW-Authenticate', 'Proxy-Authenticate'];
const KNOWN: readonly string[] = ['digest', 'basic', 'bearer'];

export const authSchemeUnknown: MessageRule = {
  id: 'auth-scheme-unknown',
  headers: HEADERS,
  severity: 'info',
  spec: 'RFC 3261 §22.1',
  doc: 'SIP knows the schemes Digest and Bearer; a receiver ignores credentials of any other.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc"
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digset realm="home.net", nonce="abc"
                  ^^^^^^
`,
  check(message, report) {
    for (const name of HEADERS) {
      for (const { scheme, schemeNode } of factsOf(message).credentials(name)) {
        if (KNOWN.includes(scheme.toLowerCase())) continue;
        const meant = nearest(scheme, ['Digest', 'Bearer']);
        report(schemeNode, `${quoted(scheme)} is no authentication scheme of SIP; expected Digest.`, {
          ...(meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, schemeNode, meant) }),
        });
      }
    }
  },
};
