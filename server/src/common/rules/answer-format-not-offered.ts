import { staticCodecRow } from '../bodies/sdp/codecs.ts';
import type { SdpSection } from '../bodies/sdp/parse.ts';
import { mediaOf, rtpMapsOf } from '../bodies/sdp/views.ts';
import type { DialogRule } from './rule.ts';
import { answeredOffers } from './shared/offerAnswer.ts';
import { related } from './shared/transactions.ts';

export const answerFormatNotOffered: DialogRule = {
  id: 'answer-format-not-offered',
  scope: 'dialog',
  headers: ['Content-Type'],
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
      for (const [index, section] of answer.media.entries()) {
        const offered = offer.media[index];
        const [mine, theirs] = [mediaOf(section), offered && mediaOf(offered)];
        if (offered === undefined || mine === undefined || theirs === undefined) continue;
        if (mine.port === 0 || theirs.port === 0 || codecsOf(section).some(codec => codecsOf(offered).includes(codec)))
          continue;
        report(
          response.message,
          mine.line,
          'None of these formats was offered; expected at least one from the offer.',
          {
            related: [related(request, theirs.line, 'The offer.')],
          },
        );
      }
    }
  },
};

/** By name where they are mapped, since the payload numbers of both sides may differ; otherwise by number. */
function codecsOf(section: SdpSection): readonly string[] {
  const maps = rtpMapsOf(section);
  return (mediaOf(section)?.formats ?? []).map(({ text }) => {
    const map = maps.find(one => one.payloadType === text);
    if (map !== undefined) return `${map.encoding}/${map.clockRate}`.toLowerCase();
    const row = staticCodecRow(text);
    return row === undefined ? text : `${row.name}/${row.clockRates[0]}`.toLowerCase();
  });
}
