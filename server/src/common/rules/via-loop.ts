import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const viaLoop: MessageRule = {
  id: 'via-loop',
  headers: ['Via'],
  severity: 'warning',
  spec: 'RFC 3261 §16.3',
  doc: 'Two Via entries with the same branch and sender say that the request came back to where it had been: a loop, answered with 482.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK2
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
                              ^^^^^^^^
`,
  check(message, report) {
    const vias = factsOf(message).vias();
    if (vias.length < 2) return;
    const seen = new Set<string>();
    for (const via of vias) {
      const branch = param(via.params, 'branch');
      if (branch?.value === undefined || branch.valueNode === undefined) continue;
      const key = `${via.host?.toLowerCase()}:${via.port ?? ''} ${branch.value.toLowerCase()}`;
      if (seen.has(key))
        report(branch.valueNode, 'The same element stands in Via twice with the same branch, so the request loops.');
      seen.add(key);
    }
  },
};
