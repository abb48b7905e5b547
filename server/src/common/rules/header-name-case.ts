import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const headerNameCase: MessageRule = {
  id: 'header-name-case',
  severity: 'hint',
  spec: 'RFC 3261 §7.3.1',
  doc: 'Header names may be written in any letter case; the registered spelling is easier to read and to search for.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Call-ID: 1@10.0.0.1
v: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
call-id: 1@10.0.0.1
^^^^^^^
`,
  check(message, report) {
    for (const { row, start } of factsOf(message).headers) {
      if (row === undefined || message.text.startsWith(row.name, start)) continue;
      const name = { start, end: start + row.name.length };
      // Compact forms have other letters.
      if (message.text.slice(name.start, name.end).toLowerCase() !== row.name.toLowerCase()) continue;
      report(name, `The registered spelling is ${row.name}.`, { fix: replaceFix(`Write ${row.name}`, name, row.name) });
    }
  },
};
