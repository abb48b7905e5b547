import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const maxForwardsZero: MessageRule = {
  id: 'max-forwards-zero',
  headers: ['Max-Forwards'],
  severity: 'info',
  spec: 'RFC 3261 §16.3',
  doc: 'The next proxy may not forward this request any more and answers 483 Too Many Hops.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 0
              ^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    const hops = factsOf(message).integer('Max-Forwards');
    if (hops === undefined || hops.value !== 0 || factsOf(message).request === undefined) return;
    report(hops.node, 'The next proxy will answer 483, as no hop is left.');
  },
};
