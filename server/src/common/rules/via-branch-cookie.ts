import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';

const COOKIE = 'z9hG4bK';

export const viaBranchCookie: MessageRule = {
  id: 'via-branch-cookie',
  headers: ['Via'],
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.7',
  doc: 'A branch begins with the characters z9hG4bK, which tell that it is unique and identifies the transaction by itself.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK77ef4c
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=77ef4c
                                 ^^^^^^
`,
  check(message, report) {
    // Lower entries were written by earlier hops, which may follow RFC 2543.
    for (const via of factsOf(message).vias().slice(0, 1)) {
      const branch = param(via.params, 'branch');
      if (branch?.value === undefined || branch.valueNode === undefined) continue;
      if (branch.value.slice(0, COOKIE.length).toLowerCase() === COOKIE.toLowerCase()) continue;
      report(branch.valueNode, `A branch must begin with ${COOKIE}.`, {
        fix: insertFix(`Put ${COOKIE} in front`, branch.valueNode.start, COOKIE),
      });
    }
  },
};
