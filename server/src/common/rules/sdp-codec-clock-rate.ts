import { rtpMapsOf } from '../bodies/sdp/views.ts';
import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpCodecClockRate: MessageRule = {
  id: 'sdp-codec-clock-rate',
  headers: ['Content-Type'],
  severity: 'warning',
  spec: 'RFC 8866 §6.6',
  doc: 'A codec has its clock rates by definition: AMR has 8000, AMR-WB 16000. Another rate makes a format that nobody knows.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 96
a=rtpmap:96 AMR-WB/16000
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 96
a=rtpmap:96 AMR-WB/8000
^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const section of sdpOf(message)?.media ?? []) {
      for (const { codec, clockRate, encoding, line } of rtpMapsOf(section)) {
        if (codec === undefined || codec.clockRates.length === 0 || codec.clockRates.includes(clockRate)) continue;
        report(line, `The clock rate of ${encoding} is ${codec.clockRates.join(' or ')}, not ${clockRate}.`);
      }
    }
  },
};
