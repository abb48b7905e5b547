import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const trailingSpace: MessageRule = {
  id: 'trailing-space',
  severity: 'hint',
  spec: 'RFC 3261 §7.3.1',
  doc: 'White space at the end of a header line is ignored; it only gets in the way when messages are compared.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70  
                ^^
`,
  check(message, report) {
    const { text } = message;
    for (const header of factsOf(message).headers) {
      let end = header.end;
      while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
      // An empty value may keep its space.
      if (end === header.end || text.charAt(header.end - 1) === ':') continue;
      const span = { start: header.end, end };
      report(span, 'White space stands at the end of the line.', {
        fix: replaceFix('Remove the white space', span, ''),
      });
    }
  },
};
