import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isRfc2543, mayBeOld } from './shared/legacy.ts';
import { isMisspelt } from './shared/params.ts';

export const viaBranchMissing: MessageRule = {
  id: 'via-branch-missing',
  headers: ['Via'],
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.7',
  doc: 'The branch of Via identifies the transaction; without it responses and retransmissions cannot be matched.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
From: <sip:alice@home.net>;tag=1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1
                 ^^^^^^^^
From: <sip:alice@home.net>;tag=1
`,
  check(message, report) {
    const facts = factsOf(message);
    const via = facts.vias()[0];
    if (via === undefined || param(via.params, 'branch') !== undefined) return;
    if (isRfc2543(facts) || mayBeOld(facts) || isMisspelt(facts, 'Via', 'branch')) return;
    report(via.hostNode ?? via, 'This Via has no branch; expected ;branch= and a value that begins with z9hG4bK.');
  },
};
