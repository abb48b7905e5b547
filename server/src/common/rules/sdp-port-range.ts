import { field, mediaOf } from '../bodies/sdp/views.ts';
import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpPortRange: MessageRule = {
  id: 'sdp-port-range',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §5.14',
  doc: 'The port of a media line goes from 0, which refuses the stream, to 65535.',
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
        ^^^^^^
`,
  check(message, report) {
    for (const section of sdpOf(message)?.media ?? []) {
      const media = mediaOf(section);
      if (media === undefined || media.port <= 65535) continue;
      report(field(media.line, 'port') ?? media.line, `The port ${media.port} does not exist; expected 65535 at most.`);
    }
  },
};
