import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const mixedLineEnds: MessageRule = {
  id: 'mixed-line-ends',
  severity: 'hint',
  spec: 'RFC 3261 §7',
  doc: 'Lines of one message should end alike, all with CRLF or all with LF; on the wire every line ends with CRLF.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70
To: <sip:bob@home.net>
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70\r
^^^^^^^^^^^^^^^^
To: <sip:bob@home.net>
`,
  check(message, report) {
    const { text } = message;
    if (!text.includes('\r\n')) return;
    const facts = factsOf(message);
    const line = facts.request ?? facts.status;
    if (line === undefined) return;
    const first = text.startsWith('\r\n', line.end);
    for (const header of facts.headers) {
      const own = text.startsWith('\r\n', header.end);
      if (own === first || header.end >= text.length) continue;
      const from = own ? 'CRLF' : 'LF';
      const fix = replaceFix(
        'End the line like the start-line',
        { start: header.end, end: header.end + (own ? 2 : 1) },
        first ? '\r\n' : '\n',
      );
      report(header, `This line ends with ${from}, the start-line does not.`, { fix });
      return;
    }
  },
};
