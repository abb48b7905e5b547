import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const rseqRange: MessageRule = {
  id: 'rseq-range',
  headers: ['RSeq'],
  severity: 'error',
  spec: 'RFC 3262 §3',
  doc: 'RSeq is a number from 1 to 2**32-1, and the first one is below 2**31 so that there is room to count up.',
  good: `
SIP/2.0 183 Session Progress
Require: 100rel
RSeq: 1
`,
  bad: `
SIP/2.0 183 Session Progress
Require: 100rel
RSeq: 0
      ^
`,
  check(message, report) {
    const number = factsOf(message).integer('RSeq');
    if (number === undefined || (number.value >= 1 && number.value < 2 ** 32)) return;
    report(number.node, 'RSeq goes from 1 to 4294967295.');
  },
};
