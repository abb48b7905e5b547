import type { SdpDescription, SdpLine, SdpSection } from '../bodies/sdp/parse.ts';
import { attributesOf, mediaOf } from '../bodies/sdp/views.ts';
import type { DialogRule } from './rule.ts';
import { answeredOffers } from './shared/offerAnswer.ts';
import { related } from './shared/transactions.ts';

/** What may answer a direction; everything may answer sendrecv. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  sendonly: ['recvonly', 'inactive'],
  recvonly: ['sendonly', 'inactive'],
  inactive: ['inactive'],
};
const DIRECTIONS = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];

export const answerDirection: DialogRule = {
  id: 'answer-direction',
  scope: 'dialog',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 3264 §6.1',
  doc: 'Who is offered sendonly can only receive, and who is offered recvonly can only send: the answer has the opposite direction, or inactive.',
  good: `
UPDATE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 UPDATE
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
a=sendonly

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 2 UPDATE
Content-Type: application/sdp

v=0
m=audio 49920 RTP/AVP 0
a=recvonly

`,
  bad: `
UPDATE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 UPDATE
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
a=sendonly

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 2 UPDATE
Content-Type: application/sdp

v=0
m=audio 49920 RTP/AVP 0
a=sendonly
^^^^^^^^^^

`,
  check(messages, report) {
    for (const { request, response, offer, answer } of answeredOffers(messages)) {
      if (offer.media.length !== answer.media.length) continue;
      for (const [index, section] of answer.media.entries()) {
        const offered = offer.media[index];
        // A stream that is refused has no direction any more.
        if (offered === undefined || mediaOf(section)?.port === 0) continue;
        const asked = directionLine(offer, offered);
        const line = directionLine(answer, section);
        const allowed = ANSWERS[asked?.attribute?.name ?? ''];
        const place = line ?? section.lines[0];
        const given = line?.attribute?.name ?? 'sendrecv';
        if (asked === undefined || allowed === undefined || place === undefined || allowed.includes(given)) continue;
        const text = `The offer is ${asked.attribute?.name ?? ''} and the answer ${given}; expected ${allowed.join(' or ')}.`;
        report(response.message, place, text, { related: [related(request, asked, 'The offer.')] });
      }
    }
  },
};

/** The line that says the direction of a media, its own before that of the session. */
function directionLine(description: SdpDescription, media: SdpSection): SdpLine | undefined {
  for (const section of [media, description.session]) {
    for (const name of DIRECTIONS) {
      const [line] = attributesOf(section, name);
      if (line !== undefined) return line;
    }
  }
  return undefined;
}
