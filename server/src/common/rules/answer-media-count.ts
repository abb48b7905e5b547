import type { DialogRule } from './rule.ts';
import { answeredOffers } from './shared/offerAnswer.ts';
import { related } from './shared/transactions.ts';

export const answerMediaCount: DialogRule = {
  id: 'answer-media-count',
  scope: 'dialog',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 3264 §6',
  doc: 'An answer has exactly as many media lines as the offer, in the same order; refused ones keep their line with port 0.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
m=video 51372 RTP/AVP 31

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49920 RTP/AVP 0
m=video 0 RTP/AVP 31

`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
m=video 51372 RTP/AVP 31

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 INVITE
Content-Type: application/sdp

v=0
m=audio 49920 RTP/AVP 0
^^^^^^^^^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    for (const { request, response, offer, answer } of answeredOffers(messages)) {
      const line = answer.media.at(-1)?.lines[0] ?? answer.session.lines[0];
      const first = offer.media[0]?.lines[0];
      if (line === undefined || first === undefined || offer.media.length === answer.media.length) continue;
      const text = `The offer has ${offer.media.length} media lines, the answer ${answer.media.length}; both must have as many.`;
      report(response.message, line, text, { related: [related(request, first, 'The offer.')] });
    }
  },
};
