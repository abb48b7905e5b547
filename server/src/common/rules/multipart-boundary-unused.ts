import { param } from '../syntax/values.ts';
import { bodyOf } from '../syntax/views.ts';
import type { MessageRule } from './rule.ts';
import { contentTypeOf } from './shared/facts.ts';

export const multipartBoundaryUnused: MessageRule = {
  id: 'multipart-boundary-unused',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 2046 §5.1.1',
  doc: 'The boundary of Content-Type must stand in the body, in front of each part and with two more hyphens at the end.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: multipart/mixed;boundary=b1

--b1

--b1--
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: multipart/mixed;boundary=b1
                                       ^^

--b2

--b2--
`,
  check(message, report) {
    const type = contentTypeOf(message);
    const boundary = type && param(type.params, 'boundary');
    const body = bodyOf(message)?.text ?? '';
    if (type?.type !== 'multipart' || boundary?.value === undefined || body.trim() === '') return;
    const isDelimiter = (line: string): boolean => line.startsWith(`--${boundary.value}`);
    const lines = body.split(/\r?\n/);
    if (!lines.some(isDelimiter)) report(boundary.valueNode ?? boundary, 'This boundary does not stand in the body.');
    else if (!lines.some(line => line.startsWith(`--${boundary.value}--`))) {
      report(boundary.valueNode ?? boundary, 'The body does not end with this boundary and two hyphens.');
    }
  },
};
