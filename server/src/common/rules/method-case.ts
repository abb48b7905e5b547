import { methodRow } from '../registry/index.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const methodCase: MessageRule = {
  id: 'method-case',
  severity: 'error',
  spec: 'RFC 3261 §7.1',
  doc: 'Methods are case-sensitive: "Register" is not REGISTER but a method that nobody knows.',
  good: `
REGISTER sip:home.net SIP/2.0
`,
  bad: `
Register sip:home.net SIP/2.0
^^^^^^^^
`,
  concerns: ({ isRequest, method = '' }) => isRequest && methodRow(method) === undefined,
  check(message, report) {
    const { request } = factsOf(message);
    if (request === undefined || methodRow(request.method) !== undefined) return;
    const upper = request.method.toUpperCase();
    if (methodRow(upper) === undefined) return;
    report(request.methodNode, `Methods are case-sensitive; expected ${upper}.`, {
      fix: replaceFix(`Change to ${upper}`, request.methodNode, upper),
    });
  },
};
