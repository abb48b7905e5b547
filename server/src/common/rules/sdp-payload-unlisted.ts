import { mediaOf } from '../bodies/sdp/views.ts';
import type { MessageRule } from './rule.ts';
import { firstWord, isRtp, sdpOf, undefinedTypes, valuesOf } from './shared/sdp.ts';

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
    for (const section of sdpOf(message)?.media ?? []) {
      const formats = mediaOf(section)?.formats.map(format => format.text);
      if (formats === undefined || !isRtp(section) || undefinedTypes(section).length > 0) continue;
      for (const { line, value } of valuesOf(section, 'rtpmap', 'fmtp')) {
        const type = firstWord(value);
        if (type === '*' || formats.includes(type)) continue;
        report(line, `The media line does not list payload type ${type}.`);
      }
    }
  },
};
