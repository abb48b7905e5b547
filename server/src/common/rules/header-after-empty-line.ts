import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { headersInBody } from './shared/headersInBody.ts';

export const headerAfterEmptyLine: MessageRule = {
  id: 'header-after-empty-line',
  severity: 'error',
  spec: 'RFC 3261 §7',
  doc: 'The first empty line ends the header fields; what follows is the body, whatever it looks like.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70
CSeq: 1 OPTIONS

`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70

CSeq: 1 OPTIONS
^^^^
`,
  concerns: kind => !kind.has('Content-Type'),
  check(message, report) {
    const [first] = headersInBody(factsOf(message));
    if (first === undefined) return;
    const { start, end, blank } = first;
    report({ start, end }, 'This header field stands behind the empty line that ends the header fields.', {
      fix: { title: 'Remove the empty line', edits: [{ start: blank, end: start, text: '' }] },
    });
  },
};
