import { hasSeparationBit } from '../auth/aka.ts';
import { hexFromBytes } from '../auth/encoding.ts';
import type { MessageRule } from './rule.ts';
import { akaNoncesIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const akaSeparationBit: MessageRule = {
  id: 'aka-separation-bit',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate', 'Authorization', 'Proxy-Authorization'],
  severity: 'info',
  spec: 'TS 33.102 Annex H',
  doc: 'The separation bit of AMF marks vectors for EPS and 5G; the HSS gives vectors for IMS with the bit 0. Several open source HSS set it all the same.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1dwAASp/6w1Tfr7M=", algorithm=AKAv1-MD5
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d4AASp/6w1Tfr7M=", algorithm=AKAv1-MD5
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const found of akaNoncesIn(facts)) {
      if (found.node.valueNode === undefined || !found.nonce.ok || !hasSeparationBit(found.nonce.amf)) continue;
      const amf = hexFromBytes(found.nonce.amf);
      if (amf === 'b9b9') continue;
      report(
        found.node.valueNode,
        `The separation bit of AMF ${amf} is set, which marks a vector for EPS or 5G, not for IMS.`,
      );
    }
  },
};
