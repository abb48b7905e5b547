import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const require100relWithoutRseq: MessageRule = {
  id: 'require-100rel-without-rseq',
  headers: ['Require'],
  severity: 'error',
  spec: 'RFC 3262 §3',
  doc: 'A provisional response with "Require: 100rel" is acknowledged by its RSeq number, so it must have one.',
  good: `
SIP/2.0 183 Session Progress
CSeq: 1 INVITE
Require: 100rel
RSeq: 1
`,
  bad: `
SIP/2.0 183 Session Progress
CSeq: 1 INVITE
Require: 100rel
         ^^^^^^
`,
  concerns: kind => !kind.isRequest && !kind.has('RSeq'),
  check(message, report) {
    const facts = factsOf(message);
    const tag = facts.item('Require', '100rel');
    const code = facts.status?.code ?? 0;
    if (tag === undefined || code < 101 || code > 199 || facts.has('RSeq')) return;
    report(tag, 'A reliable provisional response must have RSeq.');
  },
};
