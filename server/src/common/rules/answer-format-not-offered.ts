import type { DialogRule } from './rule.ts';
import { answeredOffers } from './shared/offerAnswer.ts';
import { attributesIn, type SdpMedia } from './shared/sdp.ts';
import { related } from './shared/transactions.ts';

export const answerFormatNotOffered: DialogRule = {
  id: 'answer-format-not-offered',
  scope: 'dialog',
  severity: 'warning',
  spec: 'RFC 3264 §6.1',
  doc: 'An answer should use at least one of the offered formats; with none of them in common no media can flow.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0 8

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49920 RTP/AVP 8

`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0 8

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49920 RTP/AVP 18
^^^^^^^^^^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    for (const { request, response, offer, answer } of answeredOffers(messages)) {
      for (const [index, media] of answer.media.entries()) {
        const offered = offer.media[index];
        if (offered === undefined || media.port === 0 || offered.port === 0) continue;
        if (media.formats.some(format => codecsOf(offered).has(codecOf(media, format)))) continue;
        report(response.message, media.line, 'None of these formats was offered.', {
          related: [related(request, offered.line, 'The offer.')],
        });
      }
    }
  },
};

function codecOf(media: SdpMedia, format: string): string {
  const mapped = attributesIn(media.lines, 'rtpmap').find(one => one.value.split(' ')[0] === format);
  return (mapped?.value.split(' ')[1] ?? format).toLowerCase().replace(/\/1$/, '');
}

/** By name where they are mapped: the payload numbers of both sides may differ. */
function codecsOf(media: SdpMedia): ReadonlySet<string> {
  return new Set(media.formats.map(format => codecOf(media, format)));
}
