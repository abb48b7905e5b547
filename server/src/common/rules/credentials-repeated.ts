import type { MessageRule } from './rule.ts';
import { credentialsIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';

export const credentialsRepeated: MessageRule = {
  id: 'credentials-repeated',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3261 §22.3',
  doc: 'One request carries one set of credentials for one realm; with two the server may check the wrong one.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
^^^^^^^^^^^^^
`,
  check(message, report) {
    const all = credentialsIn(factsOf(message));
    if (all.length < 2) return;
    const seen = new Set<string>();
    for (const digest of all) {
      const key = `${digest.header.name} ${paramValue(digest, 'realm')} ${paramValue(digest, 'algorithm') ?? ''}`;
      if (seen.has(key)) {
        const fix = removeHeaderFix(message, digest.header);
        report(digest.header.nameNode, 'There are already credentials for this realm.', { fix });
      }
      seen.add(key);
    }
  },
};
