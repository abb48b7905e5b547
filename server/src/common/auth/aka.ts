/**
 * Authentication and key agreement: challenge, answer and resynchronisation (3GPP TS 33.102 §6.3, TS 33.203 §6.1),
 * and how HTTP Digest carries them (RFC 3310, RFC 4169).
 */
import { hmac } from '@noble/hashes/hmac.js';
import type { AkaFunctions } from './akaFunctions.ts';
import { type DigestHash, hashFunction } from './digestAlgorithm.ts';
import { base64FromBytes, bytesFromBase64, bytesFromUtf8, concatBytes, equalBytes, xorBytes } from './encoding.ts';
import { bytesFromSqn, checkSqn, type SqnProfile, sqnFromBytes, type UsimSqn } from './sqn.ts';

const RAND_OCTETS = 16;
const AUTN_OCTETS = 16;
const AUTS_OCTETS = 14;

/** AMF in AUTS is all zeros, so that it needs not be sent (TS 33.102 §6.3.3). */
const RESYNCHRONISATION_AMF = new Uint8Array(2);

/** AUTN = (SQN xor AK) 6 octets, AMF 2, MAC-A 8 (TS 33.102 §6.3.2). */
export interface Autn {
  readonly sqnXorAk: Uint8Array;
  readonly amf: Uint8Array;
  readonly mac: Uint8Array;
}

export function parseAutn(autn: Uint8Array): Autn {
  return { sqnXorAk: autn.slice(0, 6), amf: autn.slice(6, 8), mac: autn.slice(8) };
}

/**
 * The most significant bit of AMF: 1 in vectors for EPS and 5G, 0 in those for IMS and UMTS (TS 33.102 Annex H).
 */
export function hasSeparationBit(amf: Uint8Array): boolean {
  return ((amf[0] ?? 0) & 0x80) !== 0;
}

/** An AKA nonce taken apart (RFC 3310 §3.2). */
export interface AkaNonce extends Autn {
  readonly ok: true;
  readonly rand: Uint8Array;
  readonly autn: Uint8Array;
  /** What follows AUTN, if anything: the server's own business. */
  readonly serverData: Uint8Array;
}

/** Why a text is no AKA nonce; `position` counts characters of the nonce. */
export interface AkaNonceFailure {
  readonly ok: false;
  readonly code: 'empty' | 'base64' | 'short';
  readonly position: number;
  readonly message: string;
}

/** nonce = base64(RAND || AUTN || server data), 44 characters without server data (RFC 3310 §3.2). */
export function parseNonce(text: string): AkaNonce | AkaNonceFailure {
  if (text === '') return { ok: false, code: 'empty', position: 0, message: 'The nonce is empty.' };
  const decoded = bytesFromBase64(text);
  if (!decoded.ok) {
    const message = `The nonce is not base64: ${decoded.reason}.`;
    return { ok: false, code: 'base64', position: decoded.position, message };
  }
  const { bytes } = decoded;
  const needed = RAND_OCTETS + AUTN_OCTETS;
  if (bytes.length < needed) {
    const message = `The nonce has ${bytes.length} octets; RAND and AUTN need ${needed} (RFC 3310 §3.2).`;
    return { ok: false, code: 'short', position: text.length, message };
  }
  const autn = bytes.slice(RAND_OCTETS, needed);
  return { ok: true, rand: bytes.slice(0, RAND_OCTETS), autn, ...parseAutn(autn), serverData: bytes.slice(needed) };
}

export function buildNonce(rand: Uint8Array, autn: Uint8Array, serverData: Uint8Array = new Uint8Array(0)): string {
  return base64FromBytes(concatBytes(rand, autn, serverData));
}

/** What the HSS sends for one challenge, and what went into it. */
export interface AuthenticationVector {
  readonly rand: Uint8Array;
  readonly autn: Uint8Array;
  readonly xres: Uint8Array;
  readonly ck: Uint8Array;
  readonly ik: Uint8Array;
  readonly ak: Uint8Array;
  readonly macA: Uint8Array;
  readonly sqn: number;
  readonly nonce: string;
}

/** One vector (TS 33.102 §6.3.2). rand 16 octets, sqn below 2^48, amf 2 octets. */
export function generateVector(
  functions: AkaFunctions,
  input: { readonly rand: Uint8Array; readonly sqn: number; readonly amf: Uint8Array },
): AuthenticationVector {
  const { rand, sqn, amf } = input;
  const octets = bytesFromSqn(sqn);
  const { macA } = functions.f1(rand, octets, amf);
  const { res, ck, ik, ak } = functions.f2345(rand);
  const autn = concatBytes(xorBytes(octets, ak), amf, macA);
  return { rand, autn, xres: res, ck, ik, ak, macA, sqn, nonce: buildNonce(rand, autn) };
}

/** The part of a challenge that the keys alone decide: SQN laid open and MAC checked. */
export interface ChallengeAnatomy {
  readonly sqn: number;
  readonly ak: Uint8Array;
  readonly expectedMac: Uint8Array;
  readonly macMatches: boolean;
  readonly res: Uint8Array;
  readonly ck: Uint8Array;
  readonly ik: Uint8Array;
}

/** Opens a challenge with a subscriber's functions (TS 33.102 §6.3.3); says nothing about freshness. */
export function openChallenge(functions: AkaFunctions, challenge: Autn & { rand: Uint8Array }): ChallengeAnatomy {
  const { res, ck, ik, ak } = functions.f2345(challenge.rand);
  const sqn = xorBytes(challenge.sqnXorAk, ak);
  const expectedMac = functions.f1(challenge.rand, sqn, challenge.amf).macA;
  const macMatches = equalBytes(expectedMac, challenge.mac);
  return { sqn: sqnFromBytes(sqn), ak, expectedMac, macMatches, res, ck, ik };
}

/** What the USIM answers (TS 33.102 §6.3.3). A bad MAC never yields AUTS: MAC is judged before SQN. */
export type ChallengeVerdict = ChallengeAnatomy &
  (
    | { readonly verdict: 'accepted'; readonly usim: UsimSqn }
    | { readonly verdict: 'mac-failure' }
    | {
        readonly verdict: 'synchronisation-failure';
        readonly reason: 'jump' | 'age' | 'not-fresh';
        readonly sqnMs: number;
        readonly auts: Uint8Array;
      }
  );

export function verifyChallenge(
  functions: AkaFunctions,
  profile: SqnProfile,
  usim: UsimSqn,
  challenge: Autn & { readonly rand: Uint8Array },
): ChallengeVerdict {
  const anatomy = openChallenge(functions, challenge);
  if (!anatomy.macMatches) return { ...anatomy, verdict: 'mac-failure' };
  const check = checkSqn(profile, usim, anatomy.sqn);
  if (check.accepted) return { ...anatomy, verdict: 'accepted', usim: check.usim };
  const auts = buildAuts(functions, challenge.rand, check.sqnMs);
  return { ...anatomy, verdict: 'synchronisation-failure', reason: check.reason, sqnMs: check.sqnMs, auts };
}

/** AUTS = (SQN_MS xor AK*) 6 octets, MAC-S 8 (TS 33.102 §6.3.3). */
export function buildAuts(functions: AkaFunctions, rand: Uint8Array, sqnMs: number): Uint8Array {
  const sqn = bytesFromSqn(sqnMs);
  const { macS } = functions.f1(rand, sqn, RESYNCHRONISATION_AMF);
  return concatBytes(xorBytes(sqn, functions.f5Star(rand)), macS);
}

/** What the HSS reads from AUTS (TS 33.102 §6.3.5); with a bad MAC-S it must not resynchronise. */
export interface OpenedAuts {
  readonly sqnMs: number;
  readonly akStar: Uint8Array;
  readonly macS: Uint8Array;
  readonly expectedMacS: Uint8Array;
  readonly macMatches: boolean;
}

export function openAuts(functions: AkaFunctions, rand: Uint8Array, auts: Uint8Array): OpenedAuts {
  const akStar = functions.f5Star(rand);
  const sqn = xorBytes(auts.slice(0, 6), akStar);
  const macS = auts.slice(6);
  const expectedMacS = functions.f1(rand, sqn, RESYNCHRONISATION_AMF).macS;
  return { sqnMs: sqnFromBytes(sqn), akStar, macS, expectedMacS, macMatches: equalBytes(macS, expectedMacS) };
}

/** The `auts` directive: base64 of 14 octets, 20 characters (RFC 3310 §3.4). */
export function parseAuts(text: string): { ok: true; auts: Uint8Array } | { ok: false; message: string } {
  const decoded = bytesFromBase64(text);
  if (!decoded.ok) return { ok: false, message: `auts is not base64: ${decoded.reason}.` };
  if (decoded.bytes.length !== AUTS_OCTETS) {
    const message = `auts has ${decoded.bytes.length} octets; it must have ${AUTS_OCTETS} (TS 33.102 §6.3.3).`;
    return { ok: false, message };
  }
  return { ok: true, auts: decoded.bytes };
}

/** RES, CK and IK of one challenge. */
export interface AkaResult {
  readonly res: Uint8Array;
  readonly ck: Uint8Array;
  readonly ik: Uint8Array;
}

/** The digest password of AKAv1: RES itself, as octets, not as hexadecimal text (RFC 3310 §3.3). */
export function akav1Password({ res }: Pick<AkaResult, 'res'>): Uint8Array {
  return res;
}

/** The digest password of AKAv2: base64 of the PRF over RES || IK || CK (RFC 4169 §3). */
export function akav2Password(hash: DigestHash, { res, ik, ck }: AkaResult): Uint8Array {
  return bytesFromUtf8(base64FromBytes(akav2Prf(hash, concatBytes(res, ik, ck), 'http-digest-akav2-password')));
}

/** IK' and CK', which protect the session after AKAv2 in place of IK and CK (RFC 4169 §3); as long as the hash. */
export function akav2SessionKeys(
  hash: DigestHash,
  { ik, ck }: Pick<AkaResult, 'ik' | 'ck'>,
): { ik: Uint8Array; ck: Uint8Array } {
  return {
    ik: akav2Prf(hash, ik, 'http-digest-akav2-integritykey'),
    ck: akav2Prf(hash, ck, 'http-digest-akav2-cipherkey'),
  };
}

/** PRF(key, label): HMAC with the hash of the algorithm (RFC 4169 §3). */
function akav2Prf(hash: DigestHash, key: Uint8Array, label: string): Uint8Array {
  return hmac(hashFunction(hash), key, bytesFromUtf8(label));
}
