import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix, insertFix } from './shared/fixes.ts';
import { meansValue } from './shared/unknownValues.ts';

export const rseqWithoutRequire: MessageRule = {
  id: 'rseq-without-require',
  headers: ['RSeq'],
  severity: 'error',
  spec: 'RFC 3262 §3',
  doc: 'A provisional response that is sent reliably has both RSeq and "Require: 100rel".',
  good: `
SIP/2.0 183 Session Progress
CSeq: 1 INVITE
Require: 100rel
RSeq: 1
`,
  bad: `
SIP/2.0 183 Session Progress
CSeq: 1 INVITE
RSeq: 1
^^^^
`,
  concerns: kind => !kind.isRequest,
  check(message, report) {
    const facts = factsOf(message);
    const header = facts.first('RSeq');
    if (header === undefined || facts.status === undefined || facts.item('Require', '100rel') !== undefined) return;
    if (meansValue(facts, '100rel')) return;
    const require = facts.first('Require');
    const fix =
      require === undefined
        ? addHeaderFix(message, 'Require', '100rel', 'CSeq')
        : insertFix('Add 100rel to Require', require.end, ', 100rel');
    report(header.nameNode, 'A reliable provisional response also needs "Require: 100rel".', { fix });
  },
};
