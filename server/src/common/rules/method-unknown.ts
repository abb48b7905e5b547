import { METHODS, methodRow } from '../registry/index.ts';
import { nearest } from '../registry/nearest.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const methodUnknown: MessageRule = {
  id: 'method-unknown',
  severity: 'info',
  spec: 'RFC 3261 §7.1',
  doc: 'The method is in no registry; a server that does not know it answers 501 Not Implemented.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
`,
  bad: `
REGISTRATE sip:home.net SIP/2.0
^^^^^^^^^^
`,
  concerns: ({ isRequest, method = '' }) => isRequest && methodRow(method) === undefined,
  check(message, report) {
    const { request } = factsOf(message);
    if (request === undefined || methodRow(request.method.toUpperCase()) !== undefined) return;
    const meant = nearest(
      request.method,
      METHODS.map(row => row.name),
    );
    const question = meant === undefined ? 'servers will answer 501.' : `did you mean ${meant}?`;
    report(request.methodNode, `${request.method} is not a registered method; ${question}`, {
      ...(meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, request.methodNode, meant) }),
    });
  },
};
