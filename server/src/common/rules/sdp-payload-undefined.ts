import type { MessageRule, Span } from './rule.ts';
import { attributesIn, type SdpLine, sdpOf } from './shared/sdp.ts';

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
    for (const { line, lines, protocol, formats, port } of sdpOf(message)?.media ?? []) {
      if (!/RTP\/S?AVPF?$/.test(protocol) || port === 0) continue;
      const mapped = new Set(attributesIn(lines, 'rtpmap').map(one => one.value.split(' ')[0]));
      for (const format of formats) {
        const type = Number(format);
        if (!(type >= 96 && type <= 127) || mapped.has(format)) continue;
        report(formatSpan(line, format), `The payload type ${format} has no a=rtpmap line.`);
      }
    }
  },
};

function formatSpan(line: SdpLine, format: string): Span {
  const at = line.value.search(new RegExp(`(?<=\\s)${format}(?=\\s|$)`));
  const start = line.start + 2 + Math.max(0, at);
  return { start, end: start + format.length };
}
