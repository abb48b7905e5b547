import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const deprecatedHeader: MessageRule = {
  id: 'deprecated-header',
  severity: 'hint',
  spec: 'RFC 3261 §20',
  doc: 'The registry marks some header fields as deprecated or reserved; new messages should not use them.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Subject: Lunch
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Encryption: PGP version=2.6.2
^^^^^^^^^^
`,
  concerns: ({ outline }) => outline.rows.some(row => row?.status === 'deprecated' || row?.status === 'reserved'),
  check(message, report) {
    for (const header of factsOf(message).headers) {
      const status = header.row?.status;
      if (status !== 'deprecated' && status !== 'reserved') continue;
      report(header.nameNode, `${header.name} is ${status} and should not be used any more.`);
    }
  },
};
