import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const viaBranchEmpty: MessageRule = {
  id: 'via-branch-empty',
  headers: ['Via'],
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.7',
  doc: 'After the magic cookie a branch needs characters that make it unique; the cookie alone is the same for everybody.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK77ef4c
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK
                                 ^^^^^^^
`,
  check(message, report) {
    // Lower entries were written by earlier hops, which may follow RFC 2543.
    for (const via of factsOf(message).vias().slice(0, 1)) {
      const branch = param(via.params, 'branch');
      if (branch?.value?.length !== 7 || branch.value.toLowerCase() !== 'z9hg4bk') continue;
      if (branch.valueNode === undefined) continue;
      report(branch.valueNode, 'Nothing follows z9hG4bK, so this branch is not unique.');
    }
  },
};
