import type { MessageRule } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { misspeltValues } from './shared/unknownValues.ts';

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
    if (isFaulty(factsOf(message), cseq.method)) return;
    const fix = replaceFix(`Change to ${request.method}`, cseq.methodNode, request.method);
    report(cseq.methodNode, `CSeq names ${cseq.method}, but the request is ${request.method}.`, { fix });
  },
};

/** The request line is what is wrong, and others say so: it names this method in other letters, or no method at all. */
function isFaulty(facts: Facts, method: string): boolean {
  const { request, message } = facts;
  if (request === undefined || request.method.toUpperCase() === method) return true;
  if (misspeltValues(facts).some(one => one.vocabulary === 'method' && one.meant === method)) return true;
  return message.errors.some(({ start, end }) => start < request.methodNode.end && end > request.methodNode.start);
}
