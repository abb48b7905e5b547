/**
 * The answer to an SDP offer (RFC 3264 §6): every RTP stream is accepted with all its formats, the direction turned
 * around; other streams are refused with port 0. What needs keys, candidates or resources of one's own (ICE, DTLS,
 * SDES, preconditions) is left out.
 */

import { sessionDescriptions } from '../../bodies/index.ts';
import { directionOf, linesOf, mediaOf, originOf } from '../../bodies/sdp/views.ts';
import type { SipMessage } from '../../syntax/message.ts';

const KEPT: ReadonlySet<string | undefined> = new Set(['rtpmap', 'fmtp', 'ptime', 'maxptime']);
const TURNED = { sendonly: 'recvonly', recvonly: 'sendonly', sendrecv: 'sendrecv', inactive: 'inactive' } as const;
/** RFC 5737: whoever answers writes its own. */
export const DOCUMENTATION_ADDRESS = '192.0.2.2';
const FIRST_PORT = 49_170;

/** With CRLF line ends; undefined when the message has no session description that can be answered. */
export function sdpAnswer(message: SipMessage, random: (octets: number) => Uint8Array): string | undefined {
  const [offer, ...others] = sessionDescriptions(message);
  if (offer === undefined || originOf(offer) === undefined || others.length > 0) return undefined;
  const address = message.text.slice(offer.start, offer.end).includes(' IP6 ')
    ? 'IP6 2001:db8::2'
    : `IP4 ${DOCUMENTATION_ADDRESS}`;
  const session = random(4).reduce((value, octet) => value * 256 + octet, 0);
  const streams = offer.media.map((section, at) => {
    const media = mediaOf(section);
    const isRtp = media !== undefined && media.port > 0 && /^RTP\/AVPF?$/.test(media.protocol);
    const line = (section.lines[0]?.value ?? '').replace(/^(\S+) \S+/, `m=$1 ${isRtp ? FIRST_PORT + 2 * at : 0}`);
    const kept = section.lines.filter(each => KEPT.has(each.attribute?.name)).map(each => `a=${each.value}`);
    return isRtp ? [line, ...kept, `a=${TURNED[directionOf(offer, section)]}`] : [line];
  });
  const times = linesOf(offer.session, 't').map(({ value }) => `t=${value}`);
  return ['v=0', `o=- ${session} 1 IN ${address}`, 's=-', `c=IN ${address}`, ...times, ...streams.flat(), ''].join(
    '\r\n',
  );
}
