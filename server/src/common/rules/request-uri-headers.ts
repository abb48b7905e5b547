import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const requestUriHeaders: MessageRule = {
  id: 'request-uri-headers',
  severity: 'error',
  spec: 'RFC 3261 §19.1.1',
  doc: 'Header fields after "?" are for URIs on paper or in Contact; in a Request-URI they are not allowed.',
  good: `
INVITE sip:bob@home.net SIP/2.0
`,
  bad: `
INVITE sip:bob@home.net?Route=%3Csip:a.net%3E SIP/2.0
                        ^^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    const uri = factsOf(message).request?.uri;
    const first = uri?.headers[0];
    const last = uri?.headers.at(-1);
    if (first === undefined || last === undefined) return;
    const fix = replaceFix('Remove the header part', { start: first.start - 1, end: last.end }, '');
    report({ start: first.start, end: last.end }, 'A Request-URI must not contain header fields.', { fix });
  },
};
