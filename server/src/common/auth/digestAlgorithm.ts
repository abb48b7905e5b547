/** The `algorithm` of HTTP Digest: hash, -sess and AKA version (RFC 3261 §22.4, RFC 8760, RFC 3310, RFC 4169). */
import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha512_256 } from '@noble/hashes/sha2.js';
import { hexFromBytes } from './encoding.ts';

export type DigestHash = 'MD5' | 'SHA-256' | 'SHA-512-256';

export interface DigestAlgorithm {
  /** As the registries write it: `MD5`, `SHA-256-sess`, `AKAv1-MD5`. */
  readonly name: string;
  readonly hash: DigestHash;
  /** -sess: A1 is bound to nonce and cnonce. */
  readonly session: boolean;
  /** 1 and 2: the password comes from an AKA run. */
  readonly aka: 0 | 1 | 2;
}

/** All that can be computed: three hashes, plain and -sess, alone and under AKAv1 and AKAv2. */
export const DIGEST_ALGORITHMS: readonly DigestAlgorithm[] = ([0, 1, 2] as const).flatMap(aka =>
  (['MD5', 'SHA-256', 'SHA-512-256'] as const).flatMap(hash =>
    [false, true].map(session => ({ name: algorithmName(hash, session, aka), hash, session, aka })),
  ),
);

function algorithmName(hash: DigestHash, session: boolean, aka: 0 | 1 | 2): string {
  return `${aka === 0 ? '' : `AKAv${aka}-`}${hash}${session ? '-sess' : ''}`;
}

const BY_NAME = new Map(DIGEST_ALGORITHMS.map(algorithm => [algorithm.name.toLowerCase(), algorithm]));

/** RFC 3261 §22.4 (8), RFC 7616 §3.3: without `algorithm`, MD5 is meant. */
export const DEFAULT_ALGORITHM: DigestAlgorithm = { name: 'MD5', hash: 'MD5', session: false, aka: 0 };

/** The algorithm of a directive value (letter case does not matter), MD5 if there is none, undefined if unknown. */
export function findAlgorithm(name: string | undefined): DigestAlgorithm | undefined {
  return name === undefined ? DEFAULT_ALGORITHM : BY_NAME.get(name.toLowerCase());
}

/** The algorithm with the same parts but for those given. */
export function variantOf(algorithm: DigestAlgorithm, change: Partial<Omit<DigestAlgorithm, 'name'>>): DigestAlgorithm {
  const { hash, session, aka } = { ...algorithm, ...change };
  return { name: algorithmName(hash, session, aka), hash, session, aka };
}

/** SHA-512-256 is SHA-512/256 of FIPS 180-4, not SHA-512 cut short as in the example of RFC 7616 §3.9.2. */
export function hashFunction(hash: DigestHash): typeof md5 | typeof sha256 | typeof sha512_256 {
  switch (hash) {
    case 'MD5':
      return md5;
    case 'SHA-256':
      return sha256;
    case 'SHA-512-256':
      return sha512_256;
  }
}

/** Hexadecimal digits of a hash: 32 for MD5, 64 for the others. */
export function hashDigits(hash: DigestHash): 32 | 64 {
  return hash === 'MD5' ? 32 : 64;
}

/** LHEX of the hash of some octets. */
export function hashHex(hash: DigestHash, octets: Uint8Array): string {
  return hexFromBytes(hashFunction(hash)(octets));
}
