import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { hasCookie, mayBeOld } from './shared/legacy.ts';

export const viaRfc2543: MessageRule = {
  id: 'via-rfc2543',
  headers: ['Via'],
  severity: 'info',
  spec: 'RFC 3261 §8.1.1.7',
  doc: 'This entry was written by an element of the older standard RFC 2543, which knows no unique branches; others in the list follow RFC 3261.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK2
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK2
Via: SIP/2.0/UDP 10.0.0.1;branch=1
                 ^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    if (!mayBeOld(facts)) return;
    for (const via of facts.vias()) {
      if (hasCookie(param(via.params, 'branch')?.value)) continue;
      report(
        via.hostNode ?? via,
        'This element follows the older standard, as its branch does not begin with z9hG4bK.',
      );
    }
  },
};
