import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const cnonceWeak: MessageRule = {
  id: 'cnonce-weak',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'hint',
  spec: 'RFC 7616 §5.9',
  doc: 'The client nonce protects against chosen plaintext attacks and must be unpredictable; a short or patterned one is not.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="6f1d2c3b4a596877", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="a1b2c3d4e5f6", response=""
                                                                                                                         ^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const cnonce = param(digest.params, 'cnonce');
      if (cnonce?.value === undefined || cnonce.valueNode === undefined) continue;
      if (cnonce.value.length >= 8 && !isPatterned(cnonce.value)) continue;
      report(cnonce.valueNode, 'This cnonce is easy to guess; expected a long random value.');
    }
  },
};

/** The same step between characters throughout, alone or in two interleaved rows: 0000, 12345678, a1b2c3d4. */
function isPatterned(text: string): boolean {
  return [1, 2].some(stride => {
    for (let at = 2 * stride; at < text.length; at++) {
      const step = text.charCodeAt(at) - text.charCodeAt(at - stride);
      if (step !== text.charCodeAt(at - stride) - text.charCodeAt(at - 2 * stride)) return false;
    }
    return true;
  });
}
