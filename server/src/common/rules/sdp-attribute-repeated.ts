import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

/** Directions have a rule that compares them with one another. */
const DIRECTIONS = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];

export const sdpAttributeRepeated: MessageRule = {
  id: 'sdp-attribute-repeated',
  headers: ['Content-Type'],
  severity: 'warning',
  spec: 'RFC 8866 §5.13',
  doc: 'This attribute has one value in each section; receivers differ in which of two they take.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
a=ptime:20
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
a=ptime:20
a=ptime:40
^^^^^^^^^^
`,
  check(message, report) {
    const sdp = sdpOf(message);
    if (sdp === undefined) return;
    for (const section of [sdp.session, ...sdp.media]) {
      const seen = new Set<string>();
      for (const line of section.lines) {
        const row = line.attribute?.row;
        if (row === undefined || row.repeats === true || DIRECTIONS.includes(row.name)) continue;
        if (seen.has(row.name)) report(line, `The attribute ${row.name} stands in this section already.`);
        seen.add(row.name);
      }
    }
  },
};
