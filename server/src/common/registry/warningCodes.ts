import { values } from './rows.ts';
import type { ValueRow } from './types.ts';

/** The warn-codes of Warning; a response may carry several. */
export const WARNING_CODES: readonly ValueRow[] = [
  ...values('RFC 3261 §20.43', [
    ['300', 'Incompatible network protocol: a protocol in the session description is not available.'],
    ['301', 'Incompatible network address formats: none of the address formats can be used.'],
    ['302', 'Incompatible transport protocol: none of the media transports can be used.'],
    ['303', 'Incompatible bandwidth units: a bandwidth unit is not understood.'],
    ['304', 'Media type not available: a media type cannot be served.'],
    ['305', 'Incompatible media format: no codec of a media line can be used.'],
    ['306', 'Attribute not understood: an attribute of the session description is unknown.'],
    ['307', 'Session description parameter not understood.'],
    ['330', 'Multicast not available at the user’s site.'],
    ['331', 'Unicast not available, usually because of a firewall.'],
    ['370', 'Insufficient bandwidth for the session.'],
    ['399', 'Miscellaneous warning; the text says what.'],
  ]),
  ...values('RFC 8373 §6.2', [['308', 'Incompatible language specification: no common language for the media.']]),
  ...values('RFC 5630 §5.3', [
    ['380', 'SIPS not allowed: the resource cannot be reached with a sips URI.'],
    ['381', 'SIPS required: the resource can only be reached with a sips URI.'],
  ]),
];
