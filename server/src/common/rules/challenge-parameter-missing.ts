import type { MessageRule } from './rule.ts';
import { challengesIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';

export const challengeParameterMissing: MessageRule = {
  id: 'challenge-parameter-missing',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate'],
  severity: 'error',
  spec: 'RFC 3261 §22.4',
  doc: 'A Digest challenge needs at least realm, which tells the user which password is asked for, and nonce, which is what gets hashed.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc"
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net"
                  ^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const challenge of challengesIn(facts)) {
      for (const name of ['realm', 'nonce']) {
        if (paramValue(challenge, name) !== undefined || isMisspelt(facts, challenge.header.name, name)) continue;
        report(challenge.schemeNode, `The challenge has no ${name}.`);
      }
    }
  },
};
