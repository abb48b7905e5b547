import type { Header } from '../syntax/views.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';

export const duplicateHeader: MessageRule = {
  id: 'duplicate-header',
  severity: 'error',
  spec: 'RFC 3261 §7.3.1',
  doc: 'A header field whose value is not a comma-separated list may stand only once, in its long and compact form together.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Call-ID: 1@10.0.0.1
Route: <sip:a.net;lr>
Route: <sip:b.net;lr>
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Call-ID: 1@10.0.0.1
i: 2@10.0.0.1
^
`,
  concerns: ({ outline }) =>
    outline.rows.some((row, index) => row?.list === 'single' && outline.names.indexOf(row.name) < index),
  check(message, report) {
    const facts = factsOf(message);
    const seen = new Map<string, Header>();
    for (const header of facts.headers) {
      if (header.row?.list !== 'single') continue;
      const first = seen.get(header.name);
      if (first === undefined) {
        seen.set(header.name, header);
        continue;
      }
      const { start, end } = first;
      const fix = first.raw === header.raw ? { fix: removeHeaderFix(message, header) } : {};
      report(header.nameNode, `${header.name} may stand only once.`, {
        related: [{ target: message, start, end, message: `The first ${header.name}.` }],
        ...fix,
      });
    }
  },
};
