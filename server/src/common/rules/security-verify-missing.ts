import { hopOf, isMw } from './hop.ts';
import type { DialogRule } from './rule.ts';
import { answersIn, challengeOf } from './shared/challenges.ts';
import { paramValue } from './shared/digest.ts';
import { addHeaderFix } from './shared/fixes.ts';
import { isThere } from './shared/misspelt.ts';
import { related } from './shared/transactions.ts';

export const securityVerifyMissing: DialogRule = {
  id: 'security-verify-missing',
  scope: 'dialog',
  headers: ['Security-Server'],
  severity: 'error',
  spec: 'RFC 3329 §2.3.1',
  doc: 'The request that answers a challenge with Security-Server carries that list back in Security-Verify; without it the P-CSCF answers 494, for somebody could have weakened the offer.',
  good: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc"
Security-Server: tls;q=0.2

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
Security-Verify: tls;q=0.2

`,
  bad: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
WWW-Authenticate: Digest realm="home.net", nonce="abc"
Security-Server: tls;q=0.2

REGISTER sip:home.net SIP/2.0
^^^^^^^^
Call-ID: 1@a
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"

`,
  check(messages, report, context) {
    for (const answer of answersIn(messages)) {
      const challenge = challengeOf(answer);
      const { facts } = answer;
      const server = challenge?.facts.first('Security-Server');
      if (challenge === undefined || server === undefined || isThere(facts, 'Security-Verify')) continue;
      // Who asks for resynchronisation sets up nothing (TS 24.229 §5.1.1.5.3).
      if (paramValue(answer.digest, 'auts') !== undefined) continue;
      // The P-CSCF takes it out.
      if (isMw(hopOf(facts.message, context)) || facts.request?.method !== 'REGISTER') continue;
      const { raw } = server;
      const single = challenge.facts.every('Security-Server').length === 1;
      report(
        facts.message,
        facts.subject,
        'Security-Verify is missing; expected a copy of the Security-Server of the challenge.',
        {
          related: [related(challenge.facts, server, 'Security-Server of the challenge.')],
          ...(single ? { suggestion: addHeaderFix(facts.message, 'Security-Verify', raw, 'Security-Client') } : {}),
        },
      );
    }
  },
};
