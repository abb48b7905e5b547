/** How a UE judges a challenge and computes its answer (TS 33.203 §6.1, RFC 3310, RFC 3261 §22). */
import { type AkaNonce, parseNonce, verifyChallenge } from '../auth/aka.ts';
import { type AkaFunctions, akaFunctions, withoutConcealment } from '../auth/akaFunctions.ts';
import { chooseQop, computeDigest, type DigestSecret, parseQopOptions } from '../auth/digest.ts';
import { type DigestAlgorithm, findAlgorithm } from '../auth/digestAlgorithm.ts';
import { base64FromBytes, bytesFromUtf8 } from '../auth/encoding.ts';
import { Secret } from '../auth/secret.ts';
import { type UsimSqn, usimFrom } from '../auth/sqn.ts';
import type { Network, Subscriber } from '../config/configuration.ts';
import type { SipPacket } from './message.ts';
import { quirkPolicy } from './quirks.ts';

/** The card: functions and the sequence numbers it has seen. */
export interface Card {
  readonly functions: AkaFunctions;
  usim: UsimSqn;
}

export function cardOf(subscriber: Subscriber, network: Network): Card | undefined {
  if (subscriber.usim === undefined) return undefined;
  const { material, sqnMs, concealSqn } = subscriber.usim;
  const functions = akaFunctions(material);
  return {
    functions: concealSqn && quirkPolicy(network.quirks).concealsSqn ? functions : withoutConcealment(functions),
    usim: usimFrom(network.sqnProfile, sqnMs),
  };
}

/** What the author wrote as credentials goes into the digest as it stands; some UEs name the address they send to. */
export function digestIdentity(
  authored: SipPacket,
  subscriber: Subscriber | undefined,
  { pcscf, quirks }: Network,
): { readonly username: string; readonly uri: string } {
  const remote = quirkPolicy(quirks).digestUri === 'remote' ? `sip:${pcscf.address}:${pcscf.port}` : undefined;
  return {
    username: authored.directive('Authorization', 'username') ?? subscriber?.impi ?? '',
    uri: remote ?? authored.directive('Authorization', 'uri') ?? authored.requestUri ?? '',
  };
}

/** The directives of WWW-Authenticate. */
export interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: DigestAlgorithm;
  readonly opaque: string | undefined;
  readonly qop: readonly string[];
}

export type ChallengeReading =
  | { readonly ok: true; readonly challenge: Challenge }
  | { readonly ok: false; readonly rule: string; readonly message: string };

export function readChallenge(
  response: SipPacket,
  header: 'WWW-Authenticate' | 'Proxy-Authenticate' = 'WWW-Authenticate',
): ChallengeReading {
  const fail = (rule: string, message: string): ChallengeReading => ({ ok: false, rule, message });
  const directive = (name: string): string | undefined => response.directive(header, name);
  if (response.header(header) === undefined) {
    return fail('ue-no-challenge', `The ${response.status} has no ${header}, so there is nothing to answer.`);
  }
  const realm = directive('realm');
  const nonce = directive('nonce');
  if (realm === undefined || nonce === undefined) {
    return fail('ue-challenge-incomplete', `The challenge has no ${realm === undefined ? 'realm' : 'nonce'}.`);
  }
  const algorithm = findAlgorithm(directive('algorithm'));
  if (algorithm === undefined)
    return fail('ue-algorithm', `The UE does not know the algorithm ${directive('algorithm')}.`);
  const qop = parseQopOptions(directive('qop') ?? '');
  return { ok: true, challenge: { realm, nonce, algorithm, opaque: directive('opaque'), qop } };
}

/** What the card says to an AKA challenge. */
export type CardVerdict =
  | { readonly kind: 'accepted'; readonly secret: DigestSecret; readonly ck: Uint8Array; readonly ik: Uint8Array }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'mac-failure' }
  | { readonly kind: 'synchronisation-failure'; readonly auts: string; readonly reason: string };

/** What a UE looks at; some look at less than they should. */
export interface CardChecks {
  readonly mac: boolean;
  readonly sqn: boolean;
}

/** Checks in order: nonce, MAC, SQN (TS 33.203 §6.1.1); an accepted SQN is remembered on the card. */
export function askCard(card: Card, network: Network, challenge: Challenge, checks: CardChecks): CardVerdict {
  const nonce = parseNonce(challenge.nonce);
  if (!nonce.ok) return { kind: 'unreadable', message: nonce.message };
  const verdict = verifyChallenge(card.functions, network.sqnProfile, card.usim, nonce);
  const keys = { res: verdict.res, ck: verdict.ck, ik: verdict.ik };
  const accepted = {
    kind: 'accepted',
    secret: { kind: 'aka', value: new Secret(keys) },
    ck: verdict.ck,
    ik: verdict.ik,
  } as const;
  switch (verdict.verdict) {
    case 'mac-failure':
      return checks.mac ? { kind: 'mac-failure' } : accepted;
    case 'accepted':
      card.usim = verdict.usim;
      return accepted;
    case 'synchronisation-failure':
      if (!checks.sqn) return accepted;
      return {
        kind: 'synchronisation-failure',
        auts: base64FromBytes(verdict.auts),
        reason: SQN_REASONS[verdict.reason],
      };
  }
}

const SQN_REASONS = {
  jump: 'it is too far ahead of the last one',
  age: 'it is too old',
  'not-fresh': 'it was used already or is older than the last one',
} as const;

/** The separation bit of AMF is for EPS and 5G vectors (TS 33.102 Annex H); worth a word, no more. */
export function readNonce(challenge: Challenge): AkaNonce | undefined {
  const nonce = parseNonce(challenge.nonce);
  return nonce.ok ? nonce : undefined;
}

export interface AnswerInput {
  readonly username: string;
  readonly uri: string;
  readonly cnonce: string;
  readonly nonceCount: string;
  readonly secret: DigestSecret;
  readonly body: string;
  /** REGISTER unless said otherwise. */
  readonly method?: string;
}

/** Value of Authorization that answers a challenge; undefined when it cannot be computed. */
export function answerValue(challenge: Challenge, input: AnswerInput): string | undefined {
  const qop = chooseQop(challenge.qop);
  const withQop = qop === undefined ? {} : { qop, nc: input.nonceCount, cnonce: input.cnonce };
  const result = computeDigest({
    algorithm: challenge.algorithm,
    username: input.username,
    realm: challenge.realm,
    secret: input.secret,
    method: input.method ?? 'REGISTER',
    uri: input.uri,
    nonce: challenge.nonce,
    ...(challenge.algorithm.session ? { cnonce: input.cnonce } : {}),
    ...withQop,
    body: bytesFromUtf8(input.body),
  });
  if (!result.ok) return undefined;
  const needsCnonce = qop !== undefined || challenge.algorithm.session;
  return [
    ...head(challenge, input),
    `response="${result.chain.response}"`,
    `algorithm=${challenge.algorithm.name}`,
    ...(qop === undefined ? [] : [`qop=${qop}`, `nc=${input.nonceCount}`]),
    ...(needsCnonce ? [`cnonce="${input.cnonce}"`] : []),
    ...(challenge.opaque === undefined ? [] : [`opaque="${challenge.opaque}"`]),
  ].join(',');
}

/** Value of Authorization for a network that is not authentic: an empty response says so (TS 24.229 §5.1.1.5.3). */
export function refusalValue(challenge: Challenge, input: Pick<AnswerInput, 'username' | 'uri'>): string {
  return [...head(challenge, input), 'response=""', `algorithm=${challenge.algorithm.name}`].join(',');
}

const EMPTY_PASSWORD: DigestSecret = { kind: 'password', value: new Secret('') };

/**
 * Value of Authorization that asks for resynchronisation. TS 24.229 §5.1.1.5.3 leaves the response to the UE; RFC 3310
 * §3.4 computes it with an empty password, and there are S-CSCFs that look at `auts` only beside a response.
 */
export function resynchronisationValue(
  challenge: Challenge,
  input: Omit<AnswerInput, 'secret'>,
  auts: string,
): string | undefined {
  const answer = answerValue(challenge, { ...input, secret: EMPTY_PASSWORD });
  return answer && `${answer},auts="${auts}"`;
}

function head(challenge: Challenge, input: Pick<AnswerInput, 'username' | 'uri'>): string[] {
  return [
    `Digest username="${input.username}"`,
    `realm="${challenge.realm}"`,
    `nonce="${challenge.nonce}"`,
    `uri="${input.uri}"`,
  ];
}
