import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpLine: MessageRule = {
  id: 'sdp-line',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §5',
  doc: 'Every line of a session description is a letter, "=" and a value, without blanks around the "=".',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
s=-
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
s -
^^^
`,
  check(message, report) {
    for (const line of sdpOf(message)?.lines ?? []) {
      if (/^[a-z]$/.test(line.type)) continue;
      report(line, 'This is no line of a session description; expected a letter and "=".');
    }
  },
};
