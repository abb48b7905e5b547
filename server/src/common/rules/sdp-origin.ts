import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpOrigin: MessageRule = {
  id: 'sdp-origin',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §5.2',
  doc: 'The origin line has six fields: user name, session id and version as numbers, IN, IP4 or IP6, and an address.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
o=- 1 1 IN IP4 10.0.0.1
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
o=- 1 IN IP4 10.0.0.1
^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const line = sdpOf(message)?.session.find(one => one.type === 'o');
    if (line === undefined || /^\S+ \d+ \d+ \S+ \S+ \S+\s*$/.test(line.value)) return;
    report(line, 'Expected user name, session id, version, IN, IP4 or IP6, and an address.');
  },
};
