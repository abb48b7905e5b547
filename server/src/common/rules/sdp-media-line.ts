import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpMediaLine: MessageRule = {
  id: 'sdp-media-line',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §5.14',
  doc: 'A media line has four parts: the media, a port from 0 to 65535, the transport, and at least one format.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 491700 RTP/AVP 0
^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { line, port, protocol, formats } of sdpOf(message)?.media ?? []) {
      if (port >= 0 && port <= 65535 && protocol !== '' && formats.length > 0) continue;
      report(line, 'Expected media, a port from 0 to 65535, a transport and a format.');
    }
  },
};
