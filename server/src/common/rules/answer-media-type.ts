import { field } from '../bodies/sdp/views.ts';
import type { DialogRule } from './rule.ts';
import { answeredOffers } from './shared/offerAnswer.ts';
import { related } from './shared/transactions.ts';

export const answerMediaType: DialogRule = {
  id: 'answer-media-type',
  scope: 'dialog',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 3264 §6.1',
  doc: 'Media lines of offer and answer belong together by their order, so each answers with the media type of the offer: audio for audio.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49920 RTP/AVP 0

`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=video 49920 RTP/AVP 0
  ^^^^^

`,
  check(messages, report) {
    for (const { request, response, offer, answer } of answeredOffers(messages)) {
      // Where their number differs, another rule says so, and nobody knows which belong together.
      if (offer.media.length !== answer.media.length) continue;
      for (const [index, section] of answer.media.entries()) {
        const line = section.lines[0];
        const offered = offer.media[index]?.lines[0];
        const type = line && field(line, 'media');
        const wanted = offered && field(offered, 'media');
        if (type === undefined || wanted === undefined || type.text === wanted.text) continue;
        report(response.message, type, `The offer has ${wanted.text} here; expected the same media type.`, {
          related: [related(request, wanted, 'The offer.')],
        });
      }
    }
  },
};
