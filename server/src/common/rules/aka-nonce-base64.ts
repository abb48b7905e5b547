import type { MessageRule } from './rule.ts';
import { akaNoncesIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const akaNonceBase64: MessageRule = {
  id: 'aka-nonce-base64',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate', 'Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3310 §3.2',
  doc: 'With AKA the nonce is base64 of RAND and AUTN; what does not decode cannot be answered.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d7m5Sp/6w1Tfr7M=", algorithm=AKAv1-MD5
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d7m5Sp/6w1Tfr7M", algorithm=AKAv1-MD5
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const found of akaNoncesIn(facts)) {
      if (found.node.valueNode === undefined || found.nonce.ok || found.nonce.code !== 'base64') continue;
      report(found.node.valueNode, found.nonce.message);
    }
  },
};
