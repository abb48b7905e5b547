import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { meantHeader } from './shared/misspelt.ts';

export const unknownHeader: MessageRule = {
  id: 'unknown-header',
  severity: 'hint',
  spec: 'RFC 3261 §7.3.1',
  doc: 'The header field is in no registry: private, vendor specific or an invention. Receivers ignore it, and nobody but its maker knows what it means.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Subject: Lunch
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
X-Lab: 7
^^^^^
`,
  concerns: ({ outline }) => outline.rows.some(row => row === undefined || row.status === 'vendor'),
  check(message, report) {
    for (const header of factsOf(message).headers) {
      if (header.row === undefined ? meantHeader(header) !== undefined : header.row.status !== 'vendor') continue;
      report(header.nameNode, `${header.name} is not a registered header field; other systems will ignore it.`);
    }
  },
};
