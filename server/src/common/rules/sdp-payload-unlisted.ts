import type { MessageRule } from './rule.ts';
import { attributesIn, sdpOf } from './shared/sdp.ts';

export const sdpPayloadUnlisted: MessageRule = {
  id: 'sdp-payload-unlisted',
  headers: ['Content-Type'],
  severity: 'warning',
  spec: 'RFC 8866 §6.6',
  doc: 'An a=rtpmap or a=fmtp line speaks of a payload type that its media line does not list.',
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
m=audio 49170 RTP/AVP 96
a=rtpmap:96 AMR/8000
a=rtpmap:97 AMR-WB/16000
^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { lines, protocol, formats } of sdpOf(message)?.media ?? []) {
      if (!/RTP\/S?AVPF?$/.test(protocol)) continue;
      for (const { line, value } of [...attributesIn(lines, 'rtpmap'), ...attributesIn(lines, 'fmtp')]) {
        const type = value.split(' ')[0] ?? '';
        if (formats.includes(type)) continue;
        report(line, `The media line does not list payload type ${type}.`);
      }
    }
  },
};
