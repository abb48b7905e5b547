import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpConnectionMissing: MessageRule = {
  id: 'sdp-connection-missing',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §5.7',
  doc: 'The address for the media stands in a c= line, one for the session or one for each media.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
c=IN IP4 10.0.0.1
m=audio 49170 RTP/AVP 0
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const sdp = sdpOf(message);
    if (sdp === undefined || sdp.session.some(line => line.type === 'c')) return;
    for (const { line, lines, port } of sdp.media) {
      // A refused media needs no address (RFC 3264 §6).
      if (port === 0 || lines.some(one => one.type === 'c')) continue;
      report(line, 'No c= line says where these media go.');
    }
  },
};
