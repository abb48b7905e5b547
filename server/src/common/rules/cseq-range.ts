import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const cseqRange: MessageRule = {
  id: 'cseq-range',
  headers: ['CSeq'],
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.5',
  doc: 'The sequence number must be less than 2**31 so that it can be counted up without overflow.',
  good: `
REGISTER sip:home.net SIP/2.0
CSeq: 2147483647 REGISTER
`,
  bad: `
REGISTER sip:home.net SIP/2.0
CSeq: 2147483648 REGISTER
      ^^^^^^^^^^
`,
  check(message, report) {
    const cseq = factsOf(message).cseq();
    if (cseq === undefined || cseq.number < 2 ** 31) return;
    report(cseq.numberNode, 'The CSeq number must be less than 2147483648.');
  },
};
