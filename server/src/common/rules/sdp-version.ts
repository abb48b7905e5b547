import type { MessageRule } from './rule.ts';
import { replaceFix } from './shared/fixes.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpVersion: MessageRule = {
  id: 'sdp-version',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §5.1',
  doc: 'The version of the session description protocol is 0 and stands in the first line.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=1
^^^
`,
  check(message, report) {
    const line = sdpOf(message)?.lines.find(one => one.type === 'v');
    if (line === undefined || line.value.trim() === '0') return;
    report(line, 'The only version is 0.', { fix: replaceFix('Change to v=0', line, 'v=0') });
  },
};
