import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, isAnswer, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';

export const digestQopIncomplete: MessageRule = {
  id: 'digest-qop-incomplete',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3261 §22.4',
  doc: 'Credentials with qop must have cnonce and nc, since both are hashed into the response.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="1f", response="6629fae49393a05397450978507c4ef1"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, response="6629fae49393a05397450978507c4ef1"
                                                                                           ^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const digest of credentialsIn(facts)) {
      const qop = param(digest.params, 'qop');
      if (qop === undefined || !isAnswer(digest)) continue;
      for (const name of ['cnonce', 'nc']) {
        if (paramValue(digest, name) !== undefined || isMisspelt(facts, digest.header.name, name)) continue;
        report(qop, `With qop the credentials must also have ${name}.`);
      }
    }
  },
};
