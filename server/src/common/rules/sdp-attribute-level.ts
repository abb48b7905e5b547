import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpAttributeLevel: MessageRule = {
  id: 'sdp-attribute-level',
  headers: ['Content-Type'],
  severity: 'warning',
  spec: 'RFC 8866 §5.13',
  doc: 'Some attributes describe the whole session and stand before the first media, others one media and stand behind its m= line; elsewhere they are ignored.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 96
a=rtpmap:96 AMR/8000
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
a=rtpmap:96 AMR/8000
^^^^^^^^^^^^^^^^^^^^
m=audio 49170 RTP/AVP 96
`,
  check(message, report) {
    const sdp = sdpOf(message);
    if (sdp === undefined) return;
    for (const section of [sdp.session, ...sdp.media]) {
      const here = section === sdp.session ? 'session' : 'media';
      for (const line of section.lines) {
        const level = line.attribute?.row?.level;
        if (level === undefined || (level !== 'session' && level !== 'media') || level === here) continue;
        const place = level === 'session' ? 'before the first m= line' : 'behind an m= line';
        report(line, `The attribute ${line.attribute?.name} belongs ${place}.`);
      }
    }
  },
};
