import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { contentTypeOf } from './shared/facts.ts';

export const multipartBoundaryMissing: MessageRule = {
  id: 'multipart-boundary-missing',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 2046 §5.1.1',
  doc: 'A multipart body is cut at its boundary, which Content-Type must name.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: multipart/mixed;boundary=b1

--b1

--b1--
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: multipart/mixed
              ^^^^^^^^^^^^^^^

--b1

--b1--
`,
  check(message, report) {
    const type = contentTypeOf(message);
    if (type?.type !== 'multipart' || param(type.params, 'boundary') !== undefined) return;
    report(type, 'A multipart type must have a boundary.');
  },
};
