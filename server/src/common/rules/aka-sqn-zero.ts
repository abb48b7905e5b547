import type { MessageRule } from './rule.ts';
import { akaNoncesIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const akaSqnZero: MessageRule = {
  id: 'aka-sqn-zero',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate', 'Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'TS 33.102 Annex C',
  doc: 'SQN xor AK is all zeros: either the sequence number is not concealed and is 0, which every fresh USIM refuses, or AUTN was made up by hand.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d7m5Sp/6w1Tfr7M=", algorithm=AKAv1-MD5
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="89pxm4eQF/BAwKVAYTTZYQAAAAAAALm5/UxxNqNHseE=", algorithm=AKAv1-MD5
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const found of akaNoncesIn(facts)) {
      if (found.node.valueNode === undefined || !found.nonce.ok || found.nonce.sqnXorAk.some(octet => octet !== 0))
        continue;
      report(found.node.valueNode, 'The sequence number in AUTN is all zeros; a USIM only takes one above 0.');
    }
  },
};
