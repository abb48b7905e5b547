/** ESP in transport mode as the associations of TS 33.203 Annex I use it (RFC 4303, RFC 3602, RFC 2404, RFC 4106). */
import { cbc, gcm } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { concatBytes } from './encoding.ts';
import type { SecurityAssociation } from './ipsecKeys.ts';

/** HMAC-MD5-96 and HMAC-SHA-1-96 keep 96 bits (RFC 2403, RFC 2404). */
const ICV_OCTETS = 12;

/** What ESP makes of one packet. `iv` has 16 octets for aes-cbc and 8 for aes-gcm; it must differ from packet to packet. */
export interface EspInput {
  readonly association: SecurityAssociation;
  readonly sequence: number;
  /** The transport header and what follows. */
  readonly payload: Uint8Array;
  /** IP protocol of the payload: 17 UDP, 6 TCP. */
  readonly nextHeader: number;
  readonly iv: Uint8Array;
}

/** The ESP packet after the IP header; undefined for algorithms that are not computed here (3DES, GMAC). */
export function protectEsp(input: EspInput): Uint8Array | undefined {
  const { association, sequence } = input;
  const header = new Uint8Array(8);
  const view = new DataView(header.buffer);
  view.setUint32(0, association.spi);
  view.setUint32(4, sequence);
  switch (association.ealg) {
    case 'aes-cbc':
      return protectCbc(input, header);
    case 'null':
      return authenticated(association, concatBytes(header, padded(input, 4)));
    case 'aes-gcm':
      return protectGcm(input, header);
    case 'des-ede3-cbc':
      return undefined;
  }
}

function protectCbc(input: EspInput, header: Uint8Array): Uint8Array | undefined {
  const key = input.association.encryption?.key.reveal();
  if (key === undefined) return undefined;
  const encrypted = cbc(key, input.iv, { disablePadding: true }).encrypt(padded(input, 16));
  return authenticated(input.association, concatBytes(header, input.iv, encrypted));
}

/** The salt of the key stands before the IV in the nonce; the header is authenticated with the data (RFC 4106 §4, §5). */
function protectGcm(input: EspInput, header: Uint8Array): Uint8Array | undefined {
  const key = input.association.encryption?.key.reveal();
  const salt = input.association.encryption?.salt?.reveal();
  if (key === undefined || salt === undefined) return undefined;
  const iv = input.iv.slice(0, 8);
  const sealed = gcm(key, concatBytes(salt, iv), header).encrypt(padded(input, 4));
  return concatBytes(header, iv, sealed);
}

/** Payload, padding 1, 2, 3, ..., pad length, next header (RFC 4303 §2.4). */
function padded({ payload, nextHeader }: EspInput, block: number): Uint8Array {
  const missing = (block - ((payload.length + 2) % block)) % block;
  const padding = Uint8Array.from({ length: missing }, (_, i) => i + 1);
  return concatBytes(payload, padding, Uint8Array.of(missing, nextHeader));
}

function authenticated(association: SecurityAssociation, packet: Uint8Array): Uint8Array | undefined {
  const key = association.integrity?.key.reveal();
  if (key === undefined) return undefined;
  if (association.alg !== 'hmac-sha-1-96' && association.alg !== 'hmac-md5-96') return undefined;
  const hash = association.alg === 'hmac-md5-96' ? md5 : sha1;
  return concatBytes(packet, hmac(hash, key, packet).slice(0, ICV_OCTETS));
}
