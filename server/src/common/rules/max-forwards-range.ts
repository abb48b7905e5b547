import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const maxForwardsRange: MessageRule = {
  id: 'max-forwards-range',
  headers: ['Max-Forwards'],
  severity: 'error',
  spec: 'RFC 3261 §20.22',
  doc: 'Max-Forwards counts the remaining hops and goes from 0 to 255; 70 is the value to start with.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 255
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 256
              ^^^
`,
  check(message, report) {
    const hops = factsOf(message).integer('Max-Forwards');
    if (hops === undefined || hops.value <= 255) return;
    const fix = replaceFix('Set Max-Forwards to 70', hops.node, '70');
    report(hops.node, 'Max-Forwards goes from 0 to 255; 70 is the usual value.', { fix });
  },
};
