import { hexFromBytes } from '../auth/encoding.ts';
import type { MessageRule } from './rule.ts';
import { akaNoncesIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const akaTestAmf: MessageRule = {
  id: 'aka-test-amf',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate', 'Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'TS 33.102 Annex H',
  doc: 'AMF b9b9 is that of the published test vectors: a laboratory HSS. Its first bit, the separation bit, is set, which is for EPS and 5G vectors and must be 0 in IMS.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1dwAASp/6w1Tfr7M=", algorithm=AKAv1-MD5
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d7m5Sp/6w1Tfr7M=", algorithm=AKAv1-MD5
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const found of akaNoncesIn(facts)) {
      if (found.node.valueNode === undefined || !found.nonce.ok || hexFromBytes(found.nonce.amf) !== 'b9b9') continue;
      report(
        found.node.valueNode,
        'The AMF is b9b9, that of published test vectors; its separation bit must be 0 in IMS.',
      );
    }
  },
};
