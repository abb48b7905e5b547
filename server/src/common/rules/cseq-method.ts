import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const cseqMethod: MessageRule = {
  id: 'cseq-method',
  headers: ['CSeq'],
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.5',
  doc: 'The method in CSeq must be the method of the request line; otherwise the request is answered with 400.',
  good: `
REGISTER sip:home.net SIP/2.0
CSeq: 1 REGISTER
`,
  bad: `
REGISTER sip:home.net SIP/2.0
CSeq: 1 INVITE
        ^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    const { request } = factsOf(message);
    const cseq = factsOf(message).cseq();
    if (request === undefined || cseq === undefined || cseq.method === request.method) return;
    const fix = replaceFix(`Change to ${request.method}`, cseq.methodNode, request.method);
    report(cseq.methodNode, `CSeq names ${cseq.method}, but the request is ${request.method}.`, { fix });
  },
};
