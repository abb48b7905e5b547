import type { MessageRule } from './rule.ts';
import { attributesIn, sdpOf } from './shared/sdp.ts';

export const sdpRtpmapFormat: MessageRule = {
  id: 'sdp-rtpmap-format',
  headers: ['Content-Type'],
  severity: 'warning',
  spec: 'RFC 8866 §6.6',
  doc: 'An rtpmap names payload type, codec and clock rate: a=rtpmap:96 AMR/8000.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 96
a=rtpmap:96 AMR/8000/1
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 96
a=rtpmap:96 AMR
^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { lines } of sdpOf(message)?.media ?? []) {
      for (const { line, value } of attributesIn(lines, 'rtpmap')) {
        if (/^\d+ +[^\s/]+\/\d+(\/\S+)?$/.test(value)) continue;
        report(line, 'Expected a payload type, a codec and a clock rate, as in "96 AMR/8000".');
      }
    }
  },
};
