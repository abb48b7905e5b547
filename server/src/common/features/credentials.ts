/**
 * Challenges and credentials of a message, judged with the keys of the configured subscribers.
 *
 * Without keys nothing is claimed. What comes out of here may be shown: no K, OP(c), password, CK, IK or HA1 is in it.
 */

import type { AkaNonce, AkaNonceFailure, ChallengeVerdict } from '../auth/aka.ts';
import { openChallenge, parseNonce, verifyChallenge } from '../auth/aka.ts';
import type { DigestInput, DigestSecret, Qop } from '../auth/digest.ts';
import { computeDigest } from '../auth/digest.ts';
import type { DigestAlgorithm } from '../auth/digestAlgorithm.ts';
import { findAlgorithm } from '../auth/digestAlgorithm.ts';
import { hexFromBytes } from '../auth/encoding.ts';
import type { SolverSubscriber } from '../auth/hypothesis.ts';
import type { MacExplanation } from '../auth/macSolver.ts';
import { explainMac } from '../auth/macSolver.ts';
import { Secret } from '../auth/secret.ts';
import { bytesFromSqn, splitSqn, usimFrom } from '../auth/sqn.ts';
import type { AkaCredentials, Configuration, Subscriber } from '../config/configuration.ts';
import { findSubscriber } from '../config/configuration.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { toWire, wireBytes } from '../syntax/print.ts';
import type { Param } from '../syntax/values.ts';
import { credentialsOf, param } from '../syntax/values.ts';
import type { Header } from '../syntax/views.ts';
import { callIdOf, headersNamed, methodOf, statusOf } from '../syntax/views.ts';
import { functionsFor, solverSubscriber } from './akaKeys.ts';
import { addressOfRecord, directedSubscriber } from './subscriber.ts';

const ANSWER_HEADERS = ['Authorization', 'Proxy-Authorization'] as const;
const CHALLENGE_HEADERS = ['WWW-Authenticate', 'Proxy-Authenticate'] as const;

/** One Digest header: its directives, what its algorithm means and whose it is. */
export interface DigestHeader {
  readonly header: Header;
  readonly role: 'answer' | 'challenge';
  readonly params: readonly Param[];
  /** Undefined when `algorithm` names nothing that is known. */
  readonly algorithm: DigestAlgorithm | undefined;
  readonly subscriber: Subscriber | undefined;
}

/** Every Digest challenge and answer of a message, in the order of the header names. */
export function digestHeaders(message: SipMessage, configuration: Configuration): DigestHeader[] {
  const find = (names: readonly string[], role: DigestHeader['role']): DigestHeader[] =>
    names.flatMap(name =>
      headersNamed(message, name).flatMap(header => {
        const credentials = credentialsOf(message, header);
        if (credentials?.scheme.toLowerCase() !== 'digest') return [];
        const { params } = credentials;
        const subscriber = subscriberFor(message, params, role, configuration);
        return [{ header, role, params, algorithm: findAlgorithm(param(params, 'algorithm')?.value), subscriber }];
      }),
    );
  return [...find(ANSWER_HEADERS, 'answer'), ...find(CHALLENGE_HEADERS, 'challenge')];
}

/** An answer names its user; a challenge names nobody and goes to the user of the request. */
function subscriberFor(
  message: SipMessage,
  params: readonly Param[],
  role: DigestHeader['role'],
  configuration: Configuration,
): Subscriber | undefined {
  if (configuration.subscribers.length === 0) return undefined;
  const registered = (): Subscriber | undefined => findSubscriber(configuration, { impu: addressOfRecord(message) });
  if (role === 'challenge') return directedSubscriber(message, configuration) ?? registered();
  const username = param(params, 'username')?.value;
  if (!username) return undefined;
  const named = findSubscriber(configuration, { username, realm: param(params, 'realm')?.value });
  // A user name that nobody has may be the mistake: the author says whose message it is, or the REGISTER itself does.
  return named ?? directedSubscriber(message, configuration) ?? (isRegister(message) ? registered() : undefined);
}

function isRegister(message: SipMessage): boolean {
  return methodOf(message) === 'REGISTER';
}

/**
 * The nearest message above that challenges with this nonce, by index; otherwise whether the same Call-ID has any
 * challenge above at all.
 */
export function challengeAbove(
  document: SipDocument,
  index: number,
  nonce: string,
): { readonly message?: number; readonly sameCall: boolean } {
  const own = document.messages[index];
  const callId = own && callIdOf(own);
  let sameCall = false;
  for (let at = index - 1; at >= 0; at--) {
    const above = document.messages[at];
    if (!above || statusOf(above) === undefined) continue;
    const challenges = CHALLENGE_HEADERS.flatMap(name => headersNamed(above, name));
    const nonces = challenges.map(header => param(credentialsOf(above, header)?.params ?? [], 'nonce')?.value);
    if (nonces.includes(nonce)) return { message: at, sameCall: true };
    sameCall ||= challenges.length > 0 && callIdOf(above) === callId;
  }
  return { sameCall };
}

/** An AKA nonce in hexadecimal, and with keys what the USIM would say to it. */
export interface NonceView {
  readonly param: Param;
  readonly rand: string;
  readonly sqnXorAk: string;
  readonly amf: string;
  readonly mac: string;
  readonly serverData: string;
  readonly opened?: NonceOpened;
}

export interface NonceOpened {
  readonly subscriber: string;
  /** 12 hexadecimal digits. */
  readonly sqn: string;
  readonly ak: string;
  readonly macMatches: boolean;
  readonly expectedMac: string;
  readonly verdict: ChallengeVerdict['verdict'];
  /** Why SQN is refused, where it is. */
  readonly reason?: 'jump' | 'age' | 'not-fresh';
  readonly sqnMs: string;
  /** SEQ and IND of `sqn` (TS 33.102 §C.1.1.1). */
  readonly seq: number;
  readonly ind: number;
  /** The SEQ that the USIM accepts next for this IND: above `above`, up to `upTo`. */
  readonly window: { readonly above: number; readonly upTo: number };
  /** What the usual mistakes say about a wrong MAC; costs a computation for each subscriber. */
  explainMac(): MacExplanation | undefined;
}

export type NonceResult =
  | { readonly ok: true; readonly view: NonceView }
  | { readonly ok: false; readonly param: Param; readonly failure: AkaNonceFailure };

/** The nonce of an AKA challenge or answer (RFC 3310 §3.2); undefined where the algorithm is not AKA or it is empty. */
export function nonceOf(digest: DigestHeader, configuration: Configuration): NonceResult | undefined {
  const nonce = param(digest.params, 'nonce');
  if (!nonce?.value || !digest.algorithm || digest.algorithm.aka === 0) return undefined;
  const parsed = parseNonce(nonce.value);
  if (!parsed.ok) return { ok: false, param: nonce, failure: parsed };
  const opened = digest.subscriber?.usim && openNonce(digest.subscriber, digest.subscriber.usim, parsed, configuration);
  const view: NonceView = {
    param: nonce,
    rand: hexFromBytes(parsed.rand),
    sqnXorAk: hexFromBytes(parsed.sqnXorAk),
    amf: hexFromBytes(parsed.amf),
    mac: hexFromBytes(parsed.mac),
    serverData: hexFromBytes(parsed.serverData),
    ...(opened ? { opened } : {}),
  };
  return { ok: true, view };
}

function openNonce(
  subscriber: Subscriber,
  usim: AkaCredentials,
  nonce: AkaNonce,
  configuration: Configuration,
): NonceOpened {
  const profile = configuration.network.sqnProfile;
  const state = usimFrom(profile, usim.sqnMs);
  const result = verifyChallenge(functionsFor(usim), profile, state, nonce);
  const others = (): SolverSubscriber[] =>
    configuration.subscribers.filter(each => each !== subscriber).map(solverSubscriber);
  return {
    subscriber: subscriber.name,
    sqn: hexFromBytes(bytesFromSqn(result.sqn)),
    ak: hexFromBytes(result.ak),
    macMatches: result.macMatches,
    expectedMac: hexFromBytes(result.expectedMac),
    verdict: result.verdict,
    ...(result.verdict === 'synchronisation-failure' ? { reason: result.reason } : {}),
    sqnMs: hexFromBytes(bytesFromSqn(usim.sqnMs)),
    ...splitSqn(profile, result.sqn),
    window: { above: state.floor, upTo: state.floor + profile.delta },
    explainMac: () => explainMac(nonce, solverSubscriber(subscriber), others()),
  };
}

/** What can be said about `response`; `unknown` says nothing. */
export type ResponseVerdict =
  | { readonly kind: 'unknown' }
  /** It cannot be computed, though the keys are known: a directive is missing or broken. */
  | { readonly kind: 'incomplete'; readonly message: string; readonly param?: Param }
  | {
      readonly kind: 'matches' | 'differs' | 'empty';
      readonly param: Param;
      readonly expected: string;
      readonly subscriber: string;
      readonly chain: ChainView;
    };

/** The steps of the computation with the secrets masked. */
export interface ChainView {
  readonly algorithm: DigestAlgorithm;
  readonly qop: Qop | undefined;
  readonly secret: DigestSecret['kind'];
  readonly a1Masked: string;
  readonly a2: string;
  readonly ha2: string;
  readonly kdMasked: string;
}

/** What goes into the response of an answer, or why nothing can be said. */
export type DigestTask =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'incomplete'; readonly message: string; readonly param?: Param }
  | { readonly kind: 'ready'; readonly input: DigestInput; readonly subscriber: Subscriber };

const UNKNOWN: { readonly kind: 'unknown' } = { kind: 'unknown' };

/** Collects what the response of an answer is computed from (RFC 3261 §22.4, RFC 3310 §3.3). */
export function digestTask(message: SipMessage, digest: DigestHeader): DigestTask {
  const { params, algorithm, subscriber } = digest;
  const nonce = param(params, 'nonce')?.value;
  const username = param(params, 'username')?.value;
  const method = methodOf(message);
  // In a header with a syntax error or a directive twice nobody knows which text is the value.
  if (digest.header.hasErrors || digest.role !== 'answer' || isAmbiguous(params)) return UNKNOWN;
  // The first REGISTER of a registration has an empty nonce and response (TS 24.229 §5.1.1.2.2).
  if (!nonce || !username || !algorithm || !subscriber || !method) return UNKNOWN;
  const secret = secretFor(digest, algorithm, subscriber, nonce);
  if (!secret) return UNKNOWN;
  if ('message' in secret) return { kind: 'incomplete', ...secret };
  const realm = param(params, 'realm')?.value;
  const uri = param(params, 'uri')?.value;
  if (realm === undefined || uri === undefined) {
    const message = `response cannot be computed without ${realm === undefined ? 'realm' : 'uri'}.`;
    return { kind: 'incomplete', message };
  }
  const qop = qopOf(params);
  const nc = param(params, 'nc')?.value;
  const cnonce = param(params, 'cnonce')?.value;
  const body = qop === 'auth-int' ? wireBytes(toWire(message)?.body ?? '') : undefined;
  return {
    kind: 'ready',
    subscriber,
    input: { algorithm, username, realm, secret, method, uri, nonce, qop, nc, cnonce, body },
  };
}

/** Computes the response of an answer and compares. */
export function verifyResponse(message: SipMessage, digest: DigestHeader): ResponseVerdict {
  const response = param(digest.params, 'response');
  if (!response) return UNKNOWN;
  const task = digestTask(message, digest);
  if (task.kind !== 'ready') return task;
  const { input, subscriber } = task;
  const computed = computeDigest(input);
  if (!computed.ok) return { kind: 'incomplete', message: computed.message };
  const { response: expected, a1Masked, a2, ha2, kdMasked } = computed.chain;
  const { algorithm, qop, secret } = input;
  const written = response.value ?? '';
  // The digits are compared as they stand: LHEX has small letters only (RFC 3261 §25.1).
  const kind = written === '' ? 'empty' : written === expected ? 'matches' : 'differs';
  const chain = { algorithm, qop, secret: secret.kind, a1Masked, a2, ha2, kdMasked };
  return { kind, param: response, expected, subscriber: subscriber.name, chain };
}

/** Whether a directive stands there twice, or qop is a list or a word that nobody knows. */
function isAmbiguous(params: readonly Param[]): boolean {
  if (new Set(params.map(each => each.nameLower)).size < params.length) return true;
  const qop = param(params, 'qop');
  return qop !== undefined && qopOf(params) === undefined;
}

function qopOf(params: readonly Param[]): Qop | undefined {
  return parseQop(param(params, 'qop')?.value);
}

/** The one value that an answer has; undefined for none, a list or an unknown word. */
export function parseQop(text: string | undefined): Qop | undefined {
  const qop = text?.toLowerCase();
  return qop === 'auth' || qop === 'auth-int' ? qop : undefined;
}

/** What the response to this nonce is computed with: the password, or what the USIM makes of the challenge. */
export function secretFor(
  digest: Pick<DigestHeader, 'params'>,
  algorithm: DigestAlgorithm,
  subscriber: Subscriber,
  nonce: string,
): DigestSecret | { message: string; param?: Param } | undefined {
  if (algorithm.aka === 0) return subscriber.password && { kind: 'password', value: subscriber.password };
  // An answer that carries AUTS is computed over an empty password (RFC 3310 §3.4).
  if (param(digest.params, 'auts')) return { kind: 'password', value: new Secret('') };
  if (!subscriber.usim) return undefined;
  const parsed = parseNonce(nonce);
  const at = param(digest.params, 'nonce');
  if (!parsed.ok) return at ? { message: parsed.message, param: at } : { message: parsed.message };
  const { res, ck, ik } = openChallenge(functionsFor(subscriber.usim), parsed);
  return { kind: 'aka', value: new Secret({ res, ck, ik }) };
}
