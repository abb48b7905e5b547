import type { MessageRule } from './rule.ts';
import { credentialsIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';

const NEEDED = ['username', 'realm', 'nonce', 'uri', 'response'];

export const credentialsParameterMissing: MessageRule = {
  id: 'credentials-parameter-missing',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3261 §22.4',
  doc: 'Digest credentials consist of username, realm, nonce, uri and response. The first REGISTER in IMS has them too, with nonce and response empty.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest realm="home.net", nonce="", uri="sip:home.net", response=""
               ^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const digest of credentialsIn(facts)) {
      const missing = NEEDED.filter(name => paramValue(digest, name) === undefined);
      // With auts the response is optional (RFC 3310 §3.4); a username may come in extended notation (RFC 7616 §3.4).
      const needless = paramValue(digest, 'auts') === undefined ? undefined : 'response';
      for (const name of missing) {
        if (name === needless || (name === 'username' && paramValue(digest, 'username*') !== undefined)) continue;
        if (isMisspelt(facts, digest.header.name, name)) continue;
        report(digest.schemeNode, `The credentials have no ${name}.`);
      }
    }
  },
};
