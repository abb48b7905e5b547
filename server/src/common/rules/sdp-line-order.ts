import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

/** The order that the grammar prescribes before the first media. */
const ORDER = 'vosiuepcbtrzka';
/** And after an m= line. */
const MEDIA_ORDER = 'icbka';

export const sdpLineOrder: MessageRule = {
  id: 'sdp-line-order',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §5',
  doc: 'The lines of a session description stand in a fixed order; strict parsers stop at the first one out of place.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
o=- 1 1 IN IP4 10.0.0.1
s=-
c=IN IP4 10.0.0.1
t=0 0
m=audio 49170 RTP/AVP 0
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
s=-
o=- 1 1 IN IP4 10.0.0.1
^^^^^^^^^^^^^^^^^^^^^^^
t=0 0
`,
  check(message, report) {
    const sdp = sdpOf(message);
    if (sdp === undefined) return;
    const sections = [
      { lines: sdp.session, order: ORDER },
      ...sdp.media.map(media => ({ lines: media.lines, order: MEDIA_ORDER })),
    ];
    for (const { lines, order } of sections) {
      let last = -1;
      for (const line of lines) {
        const place = order.indexOf(line.type);
        if (line.type === '' || place < 0) continue;
        // t=, r= and z= may alternate for several times.
        if (place < last && !(order === ORDER && 'tr'.includes(line.type))) {
          report(line, `The line ${line.type}= must stand further up.`);
          break;
        }
        last = Math.max(last, place);
      }
    }
  },
};
