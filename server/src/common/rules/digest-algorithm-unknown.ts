import { DIGEST_ALGORITHMS, findAlgorithm } from '../auth/digestAlgorithm.ts';
import { nearest } from '../registry/nearest.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { challengesIn, credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { quoted } from './shared/sentences.ts';

const HEADERS = ['Authorization', 'Proxy-Authorization', 'WWW-Authenticate', 'Proxy-Authenticate'];

export const digestAlgorithmUnknown: MessageRule = {
  id: 'digest-algorithm-unknown',
  headers: HEADERS,
  severity: 'warning',
  spec: 'RFC 8760 §2.1',
  doc: 'Only MD5, SHA-256 and SHA-512-256, with -sess and under AKAv1 or AKAv2, are registered; nobody can compute a response for another name.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=SHA-256
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=AKAv1-MD4
                                                                  ^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const digest of [...challengesIn(facts), ...credentialsIn(facts)]) {
      const algorithm = param(digest.params, 'algorithm');
      if (algorithm?.value === undefined || algorithm.valueNode === undefined) continue;
      if (findAlgorithm(algorithm.value) !== undefined) continue;
      const meant = nearest(
        algorithm.value,
        DIGEST_ALGORITHMS.map(one => one.name),
      );
      const question = meant === undefined ? '.' : `; did you mean ${meant}?`;
      report(
        algorithm.valueNode,
        `${quoted(algorithm.value)} is no registered digest algorithm${question}`,
        meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, algorithm.valueNode, meant) },
      );
    }
  },
};
