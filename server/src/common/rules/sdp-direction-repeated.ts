import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

const DIRECTIONS = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];

export const sdpDirectionRepeated: MessageRule = {
  id: 'sdp-direction-repeated',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §6.7',
  doc: 'A media has one direction: sendrecv, sendonly, recvonly or inactive.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
a=sendrecv
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
a=sendrecv
a=sendonly
^^^^^^^^^^
`,
  check(message, report) {
    for (const section of sdpOf(message)?.media ?? []) {
      const found = section.lines.filter(line => DIRECTIONS.includes(line.attribute?.name ?? ''));
      for (const line of found.slice(1)) report(line, 'These media have a direction already.');
    }
  },
};
