import { values } from './rows.ts';
import type { ValueRow } from './types.ts';

/** The transport in Via (`SIP/2.0/UDP`), the IANA registry of SIP transports. */
export const TRANSPORTS: readonly ValueRow[] = [
  ...values('RFC 3261 §18', [
    ['UDP', 'Datagrams; a request over the path MTU, or over 1300 octets, must go by TCP.'],
    ['TCP', 'A stream; Content-Length is mandatory.'],
    ['TLS', 'TLS over TCP: encrypted on this hop; Content-Length is mandatory.'],
    ['SCTP', 'Messages over an SCTP association (RFC 4168).'],
  ]),
  ...values('RFC 4168 §8', [['TLS-SCTP', 'TLS over SCTP.']]),
  ...values('RFC 7118 §5.1', [
    ['WS', 'WebSocket: a message in each frame, as browsers send it.'],
    ['WSS', 'WebSocket over TLS, as browsers on secure pages send it.'],
  ]),
];
