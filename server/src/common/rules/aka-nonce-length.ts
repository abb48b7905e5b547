import type { MessageRule } from './rule.ts';
import { akaNoncesIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const akaNonceLength: MessageRule = {
  id: 'aka-nonce-length',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate', 'Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3310 §3.2',
  doc: 'With AKA the nonce holds RAND and AUTN, 16 octets each, so it decodes to 32 octets or more.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d7m5Sp/6w1Tfr7M=", algorithm=AKAv1-MD5
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NQ==", algorithm=AKAv1-MD5
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const found of akaNoncesIn(facts)) {
      if (found.node.valueNode === undefined || found.nonce.ok || found.nonce.code !== 'short') continue;
      report(found.node.valueNode, 'The nonce is too short: RAND and AUTN need 32 octets, 44 characters of base64.');
    }
  },
};
