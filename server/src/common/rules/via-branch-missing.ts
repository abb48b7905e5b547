import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isRfc2543 } from './shared/legacy.ts';

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
    if (isRfc2543(facts)) return;
    // Lower entries were written by earlier hops, which may follow RFC 2543.
    for (const via of facts.vias().slice(0, 1)) {
      if (param(via.params, 'branch') !== undefined) continue;
      report(via.hostNode ?? via, 'This Via has no branch; expected ;branch= and a value that begins with z9hG4bK.');
    }
  },
};
