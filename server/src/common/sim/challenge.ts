/** Challenge and answer at the S-CSCF: what WWW-Authenticate says and whether an Authorization answers it. */

import { buildNonce } from '../auth/aka.ts';
import { computeDigest, type DigestSecret } from '../auth/digest.ts';
import { findAlgorithm } from '../auth/digestAlgorithm.ts';
import { bytesFromUtf8, hexFromBytes } from '../auth/encoding.ts';
import { Secret } from '../auth/secret.ts';
import { avpMembers, avpOctets } from '../diameter/message.ts';
import type { Avp } from '../diameter/types.ts';
import type { SipPacket } from './message.ts';

/** A challenge that waits for its answer. */
export interface PendingChallenge {
  readonly nonce: string;
  readonly rand: Uint8Array;
  readonly algorithm: string;
  readonly realm: string;
  readonly secret: DigestSecret;
  readonly ck: Secret<string>;
  readonly ik: Secret<string>;
  readonly callId: string;
  readonly impi: string;
  readonly impu: string;
  /** Resynchronisations so far in this authentication. */
  readonly resynchronisations: number;
}

/** RAND, AUTN, XRES, CK and IK of the first item of an MAA (TS 29.228 §6.3); undefined when one is missing. */
export function challengeFrom(
  avps: readonly Avp[],
  request: SipPacket,
  values: { readonly realm: string; readonly algorithm: string; readonly impi: string; readonly impu: string },
  resynchronisations: number,
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
    secret: { kind: 'aka', value: new Secret({ res, ck, ik }) },
    ck: new Secret(hexFromBytes(ck)),
    ik: new Secret(hexFromBytes(ik)),
    callId: request.callId,
    resynchronisations,
  };
}

/** WWW-Authenticate between S-CSCF and P-CSCF, with the keys (TS 24.229 §5.4.1.2.1A). */
export function challengeValue(challenge: PendingChallenge): string {
  return [
    `Digest realm="${challenge.realm}"`,
    `nonce="${challenge.nonce}"`,
    `algorithm=${challenge.algorithm}`,
    'qop="auth"',
    `ck="${challenge.ck.reveal()}"`,
    `ik="${challenge.ik.reveal()}"`,
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
  const known = findAlgorithm(challenge.algorithm);
  if (known === undefined) return { kind: 'wrong', response };
  const qop = directive('qop');
  const result = computeDigest({
    algorithm: known,
    username: challenge.impi,
    realm: challenge.realm,
    secret: challenge.secret,
    method: 'REGISTER',
    uri: directive('uri') ?? '',
    nonce: challenge.nonce,
    ...(qop === 'auth' || qop === 'auth-int' ? { qop, nc: directive('nc'), cnonce: directive('cnonce') } : {}),
    body: bytesFromUtf8(request.body),
  });
  const isRight = result.ok && result.chain.response === response.toLowerCase();
  return isRight ? { kind: 'right' } : { kind: 'wrong', response };
}
