import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isThere } from './shared/misspelt.ts';

const CHALLENGE_OF: ReadonlyMap<number, string> = new Map([
  [401, 'WWW-Authenticate'],
  [407, 'Proxy-Authenticate'],
]);

export const challengeMissing: MessageRule = {
  id: 'challenge-missing',
  severity: 'error',
  spec: 'RFC 3261 §22.2',
  doc: 'A 401 or 407 asks for credentials, so it must carry the challenge to answer; a client that gets none can only give up.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc"
`,
  bad: `
SIP/2.0 401 Unauthorized
        ^^^
To: <sip:alice@home.net>;tag=2
`,
  concerns: ({ code = 0 }) => CHALLENGE_OF.has(code),
  check(message, report) {
    const facts = factsOf(message);
    const name = CHALLENGE_OF.get(facts.status?.code ?? 0);
    if (name === undefined || isThere(facts, name)) return;
    report(facts.subject, `${facts.title} carries no challenge; expected ${name} with realm and nonce.`);
  },
};
