/** Challenge and answer at the S-CSCF: what WWW-Authenticate says and whether an Authorization answers it. */

import { buildNonce } from '../auth/aka.ts';
import { computeDigest, computeRspauth, type DigestInput, type DigestSecret } from '../auth/digest.ts';
import { findAlgorithm } from '../auth/digestAlgorithm.ts';
import { bytesFromUtf8, hexFromBytes } from '../auth/encoding.ts';
import { Secret } from '../auth/secret.ts';
import { avpMembers, avpOctets, avpText } from '../diameter/message.ts';
import type { Avp } from '../diameter/types.ts';
import { type HeaderLine, header, type SipPacket } from './message.ts';

/** A challenge that waits for its answer. */
export interface PendingChallenge {
  readonly nonce: string;
  readonly rand: Uint8Array;
  readonly algorithm: string;
  readonly realm: string;
  readonly secret: DigestSecret;
  /** In hexadecimal; absent where no key travels to a P-CSCF. */
  readonly ck?: Secret<string>;
  readonly ik?: Secret<string>;
  readonly callId: string;
  readonly impi: string;
  readonly impu: string;
  /** Resynchronisations so far in this authentication. */
  readonly resynchronisations: number;
}

interface ChallengeValues {
  readonly realm: string;
  readonly algorithm: string;
  readonly impi: string;
  readonly impu: string;
}

/** RAND, AUTN, XRES, CK and IK of the first item of an MAA (TS 29.228 §6.3); undefined when one is missing. */
export function akaChallengeFrom(
  avps: readonly Avp[],
  request: SipPacket,
  values: ChallengeValues,
  options: {
    readonly resynchronisations: number;
    readonly hasKeys: boolean;
    /** Takes XRES itself for the password of AKAv2, as Kamailio does against RFC 4169. */
    readonly bareResult?: boolean;
  },
): PendingChallenge | undefined {
  const item = avpMembers(avps, 'SIP-Auth-Data-Item');
  const authenticate = avpOctets(item, 'SIP-Authenticate');
  const res = avpOctets(item, 'SIP-Authorization');
  const ck = avpOctets(item, 'Confidentiality-Key');
  const ik = avpOctets(item, 'Integrity-Key');
  if (authenticate?.length !== 32 || res === undefined || ck === undefined || ik === undefined) return undefined;
  const rand = authenticate.slice(0, 16);
  return {
    ...values,
    nonce: buildNonce(rand, authenticate.slice(16)),
    rand,
    secret: options.bareResult
      ? { kind: 'octets', value: new Secret(res) }
      : { kind: 'aka', value: new Secret({ res, ck, ik }) },
    ...(options.hasKeys ? { ck: new Secret(hexFromBytes(ck)), ik: new Secret(hexFromBytes(ik)) } : {}),
    callId: request.callId,
    resynchronisations: options.resynchronisations,
  };
}

/** Realm, algorithm and H(A1) of an MAA for SIP Digest (TS 29.228 table 6.3.7); undefined when one is missing. */
export function digestChallengeFrom(
  avps: readonly Avp[],
  request: SipPacket,
  values: { readonly nonce: string; readonly impi: string; readonly impu: string },
): PendingChallenge | undefined {
  const data = avpMembers(avpMembers(avps, 'SIP-Auth-Data-Item'), 'SIP-Digest-Authenticate');
  const realm = avpText(data, 'Digest-Realm');
  const ha1 = avpText(data, 'Digest-HA1');
  if (realm === undefined || ha1 === undefined) return undefined;
  return {
    ...values,
    realm,
    algorithm: avpText(data, 'Digest-Algorithm') ?? 'MD5',
    rand: new Uint8Array(0),
    secret: { kind: 'ha1', value: new Secret(ha1) },
    callId: request.callId,
    resynchronisations: 0,
  };
}

/** WWW-Authenticate between S-CSCF and P-CSCF, with the keys (TS 24.229 §5.4.1.2.1A). */
export function challengeValue(challenge: PendingChallenge): string {
  return [
    `Digest realm="${challenge.realm}"`,
    `nonce="${challenge.nonce}"`,
    `algorithm=${challenge.algorithm}`,
    'qop="auth"',
    ...(challenge.ck === undefined ? [] : [`ck="${challenge.ck.reveal()}"`]),
    ...(challenge.ik === undefined ? [] : [`ik="${challenge.ik.reveal()}"`]),
  ].join(',');
}

/** What the answer is: right, or which directive is not that of the challenge. */
export type AnswerVerdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'foreign'; readonly directive: string; readonly value: string; readonly expected: string }
  | { readonly kind: 'wrong'; readonly response: string };

/** Judges an Authorization against the pending challenge (TS 24.229 §5.4.1.2.2, RFC 3310 §3.3). */
export function judgeAnswer(request: SipPacket, challenge: PendingChallenge): AnswerVerdict {
  const directive = (name: string): string | undefined => request.directive('Authorization', name);
  const expectations: readonly (readonly [string, string])[] = [
    ['username', challenge.impi],
    ['realm', challenge.realm],
    ['nonce', challenge.nonce],
  ];
  for (const [name, expected] of expectations) {
    const value = directive(name) ?? '';
    if (value !== expected) return { kind: 'foreign', directive: name, value, expected };
  }
  const algorithm = directive('algorithm') ?? '';
  if (algorithm.toLowerCase() !== challenge.algorithm.toLowerCase()) {
    return { kind: 'foreign', directive: 'algorithm', value: algorithm, expected: challenge.algorithm };
  }
  const response = directive('response') ?? '';
  if (response === '') return { kind: 'empty' };
  const input = digestInputOf(request, challenge);
  const result = input && computeDigest(input);
  const isRight = result?.ok === true && result.chain.response === response.toLowerCase();
  return isRight ? { kind: 'right' } : { kind: 'wrong', response };
}

function digestInputOf(request: SipPacket, challenge: PendingChallenge): DigestInput | undefined {
  const directive = (name: string): string | undefined => request.directive('Authorization', name);
  const algorithm = findAlgorithm(challenge.algorithm);
  if (algorithm === undefined) return undefined;
  const qop = directive('qop');
  return {
    algorithm,
    username: challenge.impi,
    realm: challenge.realm,
    secret: challenge.secret,
    method: 'REGISTER',
    uri: directive('uri') ?? '',
    nonce: challenge.nonce,
    ...(qop === 'auth' || qop === 'auth-int' ? { qop, nc: directive('nc'), cnonce: directive('cnonce') } : {}),
    body: bytesFromUtf8(request.body),
  };
}

/** Authentication-Info: the server's own proof, which SIP Digest must bring (TS 33.203 §N.2.1.1, RFC 7616 §3.5). */
export function authenticationInfo(request: SipPacket, challenge: PendingChallenge): HeaderLine[] {
  const input = digestInputOf(request, challenge);
  const result = input && computeRspauth(input);
  if (input === undefined || result?.ok !== true) return [];
  const counted = input.qop === undefined ? [] : [`qop=${input.qop}`, `cnonce="${input.cnonce}"`, `nc=${input.nc}`];
  return [header('Authentication-Info', [`rspauth="${result.chain.response}"`, ...counted].join(', '))];
}
