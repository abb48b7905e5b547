import { param, values } from './rows.ts';
import type { ParamRow, ValueRow } from './types.ts';

/** Mechanism names of Security-Client, Security-Server and Security-Verify. */
export const SECURITY_MECHANISMS: readonly ValueRow[] = [
  ...values('TS 33.203 §H', [['ipsec-3gpp', 'IPsec ESP with keys from IMS AKA: the mechanism of every VoLTE device.']]),
  ...values('RFC 3329 §2.2', [
    ['tls', 'TLS to the first hop.'],
    ['digest', 'HTTP Digest towards the first hop.'],
    ['ipsec-ike', 'IPsec with IKE.'],
    ['ipsec-man', 'IPsec with keys configured by hand.'],
  ]),
  ...values('TS 24.229 §7.2A.7', [
    ['sdes-srtp', 'Media plane: SRTP with keys in the SDP (SDES).'],
    ['msrp-tls', 'Media plane: MSRP over TLS.'],
    ['bfcp-tls', 'Media plane: BFCP over TLS.'],
    ['udptl-dtls', 'Media plane: fax over DTLS.'],
  ]),
];

/** Integrity algorithms; TS 33.203 dropped hmac-md5-96, devices still offer it. */
export const INTEGRITY_ALGORITHMS: readonly ValueRow[] = [
  ...values('TS 33.203 §H', [
    ['hmac-sha-1-96', 'HMAC-SHA-1, cut to 96 bits; the key is IK and 32 zero bits.'],
    ['aes-gmac', 'AES-GMAC, keyed with IK; goes without encryption.'],
    ['null', 'No integrity algorithm of its own; only with aes-gcm, which does both.'],
  ]),
  ...values('RFC 3329 §A', [['hmac-md5-96', 'HMAC-MD5, cut to 96 bits; removed from TS 33.203, still seen.']]),
];

/** Encryption algorithms; TS 33.203 dropped des-ede3-cbc. */
export const ENCRYPTION_ALGORITHMS: readonly ValueRow[] = [
  ...values('TS 33.203 §H', [
    ['aes-cbc', 'AES-128 in CBC mode, keyed with CK.'],
    ['aes-gcm', 'AES-GCM, keyed with CK: encryption and integrity in one, needs `alg=null`.'],
    ['null', 'No encryption; the default.'],
  ]),
  ...values('RFC 3329 §A', [['des-ede3-cbc', 'Triple DES; removed from TS 33.203, still seen.']]),
];

/** One pair of algorithms that ipsec-3gpp can use. */
export interface IpsecCombination {
  readonly alg: string;
  readonly ealg: string;
  readonly spec: string;
  /** Dropped from TS 33.203, accepted because devices and networks still use it. */
  readonly deprecated: boolean;
}

/** The pairs of `alg` and `ealg` that make sense: aes-gcm needs `alg=null` and nothing else may have it. */
export const IPSEC_COMBINATIONS: readonly IpsecCombination[] = [
  { alg: 'hmac-sha-1-96', ealg: 'aes-cbc', spec: 'TS 33.203 §H', deprecated: false },
  { alg: 'hmac-sha-1-96', ealg: 'null', spec: 'TS 33.203 §H', deprecated: false },
  { alg: 'aes-gmac', ealg: 'null', spec: 'TS 33.203 §H', deprecated: false },
  { alg: 'null', ealg: 'aes-gcm', spec: 'TS 33.203 §H', deprecated: false },
  { alg: 'hmac-sha-1-96', ealg: 'des-ede3-cbc', spec: 'RFC 3329 §A', deprecated: true },
  { alg: 'hmac-md5-96', ealg: 'aes-cbc', spec: 'RFC 3329 §A', deprecated: true },
  { alg: 'hmac-md5-96', ealg: 'des-ede3-cbc', spec: 'RFC 3329 §A', deprecated: true },
  { alg: 'hmac-md5-96', ealg: 'null', spec: 'RFC 3329 §A', deprecated: true },
];

/** The combination of the two algorithms, or undefined when they do not go together; an absent `ealg` is null. */
export function ipsecCombination(alg: string, ealg = 'null'): IpsecCombination | undefined {
  const [integrity, encryption] = [alg.toLowerCase(), ealg.toLowerCase()];
  return IPSEC_COMBINATIONS.find(pair => pair.alg === integrity && pair.ealg === encryption);
}

const SPI = { min: 0, max: 4294967295, digits: 10 };
const PORT = { min: 1, max: 65535 };

/** Parameters of the three security agreement headers. */
export const SECURITY_PARAMS: readonly ParamRow[] = [
  param(
    'q',
    'qvalue',
    'Preference of the mechanism from 0 to 1; the highest that both sides know wins.',
    'RFC 3329 §2.2',
    { min: 0, max: 1 },
  ),
  param('alg', 'token', 'Integrity algorithm of ipsec-3gpp; mandatory there.', 'TS 33.203 §H', {
    values: INTEGRITY_ALGORITHMS,
    closed: true,
  }),
  param('ealg', 'token', 'Encryption algorithm of ipsec-3gpp; absent means null.', 'TS 33.203 §H', {
    values: ENCRYPTION_ALGORITHMS,
    closed: true,
  }),
  param('prot', 'token', 'IPsec protocol; absent means esp, and only esp is allowed in IMS.', 'TS 33.203 §H', {
    values: values('TS 33.203 §H', [
      ['esp', 'Encapsulating security payload.'],
      ['ah', 'Authentication header; in the grammar, not allowed in IMS.'],
    ]),
    closed: true,
  }),
  param('mod', 'token', 'IPsec mode; absent means trans.', 'TS 33.203 §H', {
    values: values('TS 33.203 §H', [
      ['trans', 'Transport mode.'],
      ['tun', 'Tunnel mode.'],
      ['UDP-enc-tun', 'UDP-encapsulated tunnel mode, when there is a NAT in between.'],
    ]),
    closed: true,
  }),
  param(
    'spi-c',
    'integer',
    'SPI of the inbound association at the protected client port of the sender of the header.',
    'TS 33.203 §H',
    SPI,
  ),
  param(
    'spi-s',
    'integer',
    'SPI of the inbound association at the protected server port of the sender of the header.',
    'TS 33.203 §H',
    SPI,
  ),
  param('port-c', 'integer', 'Protected client port: the sender sends from here.', 'TS 33.203 §H', PORT),
  param('port-s', 'integer', 'Protected server port: the sender receives here.', 'TS 33.203 §H', PORT),
  param('spi', 'integer', 'SPI as in RFC 3329; 3GPP uses spi-c and spi-s.', 'RFC 3329 §A', {
    ...SPI,
    deprecated: true,
  }),
  param('port1', 'integer', 'Client port as in RFC 3329; 3GPP uses port-c.', 'RFC 3329 §A', {
    ...PORT,
    deprecated: true,
  }),
  param('port2', 'integer', 'Server port as in RFC 3329; 3GPP uses port-s.', 'RFC 3329 §A', {
    ...PORT,
    deprecated: true,
  }),
  param('mediasec', 'none', 'The mechanism protects the media plane, not the signalling.', 'TS 24.229 §7.2A.7'),
  param('d-alg', 'token', 'Digest algorithm, for mechanism digest.', 'RFC 3329 §2.2'),
  param('d-qop', 'token', 'Digest quality of protection, for mechanism digest.', 'RFC 3329 §2.2'),
  param('d-ver', 'hex', 'Digest over the Security-Server list, for mechanism digest.', 'RFC 3329 §2.2', {
    quoted: true,
    digits: 32,
  }),
];
