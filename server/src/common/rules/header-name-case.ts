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
    for (const { row, nameNode } of factsOf(message).headers) {
      if (row === undefined || nameNode.end - nameNode.start !== row.name.length) continue;
      const written = message.text.slice(nameNode.start, nameNode.end);
      if (written === row.name) continue;
      const fix = replaceFix(`Write ${row.name}`, nameNode, row.name);
      report(nameNode, `The registered spelling is ${row.name}.`, { fix });
    }
  },
};
