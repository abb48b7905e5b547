import type { MessageRule } from './rule.ts';
import { sdpOf, undefinedTypes } from './shared/sdp.ts';

export const sdpPayloadUndefined: MessageRule = {
  id: 'sdp-payload-undefined',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §6.6',
  doc: 'A dynamic payload type (96 to 127) means nothing without an a=rtpmap line that names its codec.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0 96
a=rtpmap:96 AMR/8000
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0 96
                        ^^
`,
  check(message, report) {
    for (const section of sdpOf(message)?.media ?? []) {
      for (const format of undefinedTypes(section)) {
        report(format, `The payload type ${format.text} has no a=rtpmap line.`);
      }
    }
  },
};
