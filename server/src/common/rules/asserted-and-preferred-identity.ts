import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';

export const assertedAndPreferredIdentity: MessageRule = {
  id: 'asserted-and-preferred-identity',
  headers: ['P-Asserted-Identity'],
  severity: 'error',
  spec: 'RFC 5876 §4.1',
  doc: 'A sender either asserts an identity or asks for one; both in one request contradict each other.',
  good: `
INVITE sip:bob@home.net SIP/2.0
P-Preferred-Identity: <sip:alice@home.net>
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
P-Asserted-Identity: <sip:alice@home.net>
P-Preferred-Identity: <sip:alice@home.net>
^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest && kind.has('P-Preferred-Identity'),
  check(message, report) {
    const facts = factsOf(message);
    const preferred = facts.every('P-Preferred-Identity')[0];
    if (facts.request === undefined || preferred === undefined) return;
    const fix = removeHeaderFix(message, preferred);
    report(preferred.nameNode, 'P-Preferred-Identity may not stand beside P-Asserted-Identity.', { fix });
  },
};
