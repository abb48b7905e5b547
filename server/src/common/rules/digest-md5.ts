import { findAlgorithm } from '../auth/digestAlgorithm.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { challengesIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const digestMd5: MessageRule = {
  id: 'digest-md5',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate'],
  severity: 'hint',
  spec: 'RFC 8760 §2.7',
  doc: 'MD5 is only kept for old clients; a server should offer SHA-256 or SHA-512-256 first. AKA is another matter: its key is used once.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=SHA-256
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=MD5
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=MD5
                                                                  ^^^
`,
  check(message, report) {
    const challenges = challengesIn(factsOf(message));
    if (challenges.some(one => findAlgorithm(paramValue(one, 'algorithm'))?.hash !== 'MD5')) return;
    for (const challenge of challenges) {
      const algorithm = findAlgorithm(paramValue(challenge, 'algorithm'));
      if (algorithm?.aka !== 0) continue;
      report(
        param(challenge.params, 'algorithm')?.valueNode ?? challenge.schemeNode,
        'Only MD5 is offered; expected SHA-256 as well.',
      );
    }
  },
};
