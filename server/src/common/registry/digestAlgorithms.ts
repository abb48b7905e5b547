import { values } from './rows.ts';
import type { ValueRow } from './types.ts';

/** Values of `algorithm` in challenges and credentials. */
export const DIGEST_ALGORITHMS: readonly ValueRow[] = [
  ...values('RFC 3261 §22.4', [
    ['MD5', 'Digest with MD5 and the user’s password; the default when `algorithm` is absent.'],
    ['MD5-sess', 'As MD5, with a session key that also hashes nonce and cnonce.'],
  ]),
  ...values('RFC 8760 §2.1', [
    ['SHA-256', 'Digest with SHA-256; the response has 64 hex digits.'],
    ['SHA-256-sess', 'As SHA-256, with a session key that also hashes nonce and cnonce.'],
    ['SHA-512-256', 'Digest with SHA-512/256 (FIPS 180-4, not SHA-512 cut short); the response has 64 hex digits.'],
    ['SHA-512-256-sess', 'As SHA-512-256, with a session key that also hashes nonce and cnonce.'],
  ]),
  ...values('RFC 3310 §3.1', [
    ['AKAv1-MD5', 'IMS AKA: the nonce carries RAND and AUTN, the password is RES as raw octets.'],
    ['AKAv1-MD5-sess', 'As AKAv1-MD5, with a session key that also hashes nonce and cnonce.'],
  ]),
  ...values('RFC 4169 §3', [
    ['AKAv2-MD5', 'As AKAv1-MD5, but the password is an HMAC over RES, IK and CK, in base64.'],
  ]),
  ...values('TS 33.203 §X.2', [
    [
      'AKAv2-SHA-256',
      'AKA over an existing TLS connection (WebRTC access); the password is an HMAC-SHA-256 over RES, IK and CK.',
    ],
  ]),
];
