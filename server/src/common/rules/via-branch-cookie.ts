import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';
import { COOKIE, hasCookie, mayBeOld } from './shared/legacy.ts';

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
    const facts = factsOf(message);
    const via = facts.vias()[0];
    const branch = via && param(via.params, 'branch');
    if (branch?.value === undefined || hasCookie(branch.value) || mayBeOld(facts)) return;
    if (branch.valueNode === undefined) return;
    report(branch.valueNode, `A branch must begin with ${COOKIE}.`, {
      fix: insertFix(`Put ${COOKIE} in front`, branch.valueNode.start, COOKIE),
    });
  },
};
