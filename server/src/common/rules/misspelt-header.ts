import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { meantHeader } from './shared/misspelt.ts';

export const misspeltHeader: MessageRule = {
  id: 'misspelt-header',
  severity: 'warning',
  spec: 'RFC 3261 §7.3.1',
  doc: 'A header name that is one or two letters away from a registered one is most likely misspelt; receivers ignore what they do not know.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70
X-Lab: 7
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forward: 70
^^^^^^^^^^^
`,
  concerns: ({ outline }) => outline.rows.includes(undefined),
  check(message, report) {
    for (const header of factsOf(message).headers) {
      const meant = meantHeader(header);
      if (meant === undefined || header.hasErrors) continue;
      const fix = replaceFix(`Change to ${meant}`, header.nameNode, meant);
      report(header.nameNode, `${header.name} is not a registered header field; did you mean ${meant}?`, { fix });
    }
  },
};
