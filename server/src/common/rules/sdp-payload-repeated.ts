import type { MessageRule } from './rule.ts';
import { firstWord, sdpOf, valuesOf } from './shared/sdp.ts';

export const sdpPayloadRepeated: MessageRule = {
  id: 'sdp-payload-repeated',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §6.6',
  doc: 'Within one media section a payload type is mapped to one codec.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 96 97
a=rtpmap:96 AMR/8000
a=rtpmap:97 AMR-WB/16000
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 96 97
a=rtpmap:96 AMR/8000
a=rtpmap:96 AMR-WB/16000
^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const section of sdpOf(message)?.media ?? []) {
      const seen = new Set<string>();
      for (const { line, value } of valuesOf(section, 'rtpmap')) {
        const type = firstWord(value);
        if (seen.has(type)) report(line, `The payload type ${type} is mapped twice.`);
        seen.add(type);
      }
    }
  },
};
