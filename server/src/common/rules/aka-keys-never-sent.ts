import { param } from '../syntax/values.ts';
import { hopOf, isMw } from './hop.ts';
import type { DialogRule } from './rule.ts';
import { answersIn } from './shared/challenges.ts';
import { type Digest, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix } from './shared/fixes.ts';
import { isBefore, related } from './shared/transactions.ts';

export const akaKeysNeverSent: DialogRule = {
  id: 'aka-keys-never-sent',
  scope: 'dialog',
  concerns: kind => kind.code === 401,
  severity: 'error',
  spec: 'TS 33.203 §6.1.1',
  doc: 'The UE answers with AKA, but the 401 gave the P-CSCF no realm, algorithm, ck and ik, so it could not set up security associations.',
  good: `
SIP/2.0 401 Unauthorized
# @hop Mw
Call-ID: 1@a
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=AKAv1-MD5, ck="00", ik="00"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1", algorithm=AKAv1-MD5

`,
  bad: `
SIP/2.0 401 Unauthorized
            ^^^^^^^^^^^^
# @hop Mw
Call-ID: 1@a
CSeq: 1 REGISTER

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1", algorithm=AKAv1-MD5

`,
  check(messages, report, context) {
    const answer = answersIn(messages).find(one => /^AKAv1/i.test(paramValue(one.digest, 'algorithm') ?? ''));
    if (answer === undefined) return;
    for (const message of messages) {
      const facts = factsOf(message);
      if (facts.status?.code !== 401 || facts.has('WWW-Authenticate') || !isMw(hopOf(message, context))) continue;
      if (!isBefore(messages, facts, answer.facts)) continue;
      const text = 'Without realm, algorithm, ck and ik the P-CSCF can set up no security associations.';
      const fix = addHeaderFix(message, 'WWW-Authenticate', answeredChallenge(answer.digest), 'CSeq');
      report(message, facts.status.reasonNode, text, {
        related: [related(answer.facts, answer.digest.schemeNode, 'The AKA answer to it.')],
        suggestion: { ...fix, title: 'Add the challenge that was answered' },
      });
    }
  },
};

/** The challenge as the answer repeats it; ck and ik nobody can tell. */
function answeredChallenge(digest: Digest): string {
  const directives = ['realm', 'nonce', 'algorithm'].flatMap(name => {
    const raw = param(digest.params, name)?.raw;
    return raw === undefined ? [] : [`${name}=${raw}`];
  });
  const qop = paramValue(digest, 'qop');
  return `Digest ${[...directives, ...(qop === undefined ? [] : [`qop="${qop}"`])].join(',')}`;
}
