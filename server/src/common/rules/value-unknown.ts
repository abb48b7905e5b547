import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';
import { hasNamedValues, unknownValues } from './shared/unknownValues.ts';

export const valueUnknown: MessageRule = {
  id: 'value-unknown',
  severity: 'info',
  spec: 'RFC 3261 §20',
  doc: 'The value is none of those that are registered for this header field; receivers ignore it or treat it like the default.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Privacy: id
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Privacy: everything
         ^^^^^^^^^^
`,
  concerns: ({ outline }) => outline.rows.some(row => row !== undefined && hasNamedValues(row)),
  check(message, report) {
    for (const { span, title, value, spec } of unknownValues(factsOf(message), 'value')) {
      report(span, `${quoted(value)} is no registered ${title}.`, spec === undefined ? {} : { spec });
    }
  },
};
