/** Words that free text and bodies need as they are, even when somebody has them as a name. */

import { HEADER_NAMES, METHODS, URI_PARAMS } from '../../registry/index.ts';

const OTHERS = `
sip sips tel urn udp tcp tls sctp wss transport user phone digest algorithm auth nonce realm response opaque stale
branch received rport maddr comp expires tag digits audio video message application image text rtp avp avpf savp savpf
sendrecv sendonly recvonly inactive rtpmap fmtp ptime maxptime curr des conf local remote none mandatory optional
active terminated full partial init reginfo registration contact registered created refreshed shortened expired
deactivated probation unregistered rejected uri display name aor state version xml encoding xmlns http https www org
and the for from with was not that this sent seen first second call request reply answer new old network subscriber
register invite options challenge home visited roaming test
`;

export const WORDS_OF_THE_PROTOCOL: ReadonlySet<string> = new Set(
  [
    ...HEADER_NAMES,
    ...HEADER_NAMES.flatMap(name => name.split('-')),
    ...METHODS.map(method => method.name),
    ...URI_PARAMS.map(param => param.name),
    ...OTHERS.split(/\s+/),
  ].map(word => word.toLowerCase()),
);
