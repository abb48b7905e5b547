import { methodRow } from '../registry/index.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { unknownValues } from './shared/unknownValues.ts';

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
    for (const { span, value } of unknownValues(factsOf(message), 'method')) {
      report(span, `${value} is not a registered method; servers will answer 501.`);
    }
  },
};
