/** How an S-CSCF authenticates a REGISTER: AKA, digest, by the network, or not at all (TS 24.229 §5.4.1.2, TS 33.203 Annex P.4). */
import { parseAuts } from '../auth/aka.ts';
import { judgeNonceCount, parseNonceCount } from '../auth/digest.ts';
import { concatBytes } from '../auth/encoding.ts';
import type { Network, Scscf } from '../config/configuration.ts';
import { SERVER_ASSIGNMENT_TYPE } from '../diameter/cx.ts';
import { type AvpValues, avpMembers, outcomeOf } from '../diameter/message.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import { methodOf } from './accessModes.ts';
import type { Io } from './actor.ts';
import {
  akaChallengeFrom,
  authenticationInfo,
  challengeValue,
  digestChallengeFrom,
  judgeAnswer,
  type PendingChallenge,
} from './challenge.ts';
import type { AnswerHandler, DiameterPeer } from './diameterPeer.ts';
import { identitiesOf } from './identities.ts';
import { type HeaderLine, header, type OutgoingMessage, responseTo, type SipPacket } from './message.ts';
import { judgeNetworkAuthentication, withoutCredentials } from './networkAuthentication.ts';
import { because } from './origin.ts';
import { quirkPolicy } from './quirks.ts';
import { cxRefusal } from './registerChecks.ts';
import { type Refusal, refusal } from './requestChecks.ts';
import type { Because, StateValue } from './result.ts';
import type { ScscfHabits } from './scscfRegistration.ts';
import { scscfUri } from './serverSelection.ts';

/** Waiting for the answer to a challenge (TS 24.229 table 7.8.1). */
const REG_AWAIT_AUTH = 240_000;
/** How often one authentication may resynchronise before it is given up (policy; the standard sets no bound). */
const RESYNCHRONISATIONS = 1;

const PROTECTED = 'TS 24.229 §5.4.1.2.2';

/** What may come out of an authentication. */
export interface AuthenticationResults {
  /** The user is who it says; `lines` go into the 200. */
  accepted(lines: readonly HeaderLine[], isChallenged: boolean): void;
  challenged(response: OutgoingMessage): void;
  refused(refused: Refusal, inherited?: readonly Because[]): void;
}

interface Surroundings {
  readonly network: Network;
  readonly own: Scscf;
  readonly cx: DiameterPeer;
  /** SAR after a failed authentication; the handler runs when it is answered. */
  readonly assign: (io: Io, identities: { impi: string; impu: string }, type: number, handler: AnswerHandler) => void;
  readonly isRegistered: (impi: string) => boolean;
  /** True once when the network wants the user to authenticate anew. */
  readonly mustReauthenticate: (impi: string) => boolean;
  readonly habits: Pick<ScscfHabits, 'acceptsUnprotected' | 'asksForScheme' | 'challengesAgain'>;
}

/** A digest nonce that has been answered, with the count of its last use. */
interface DigestSession {
  readonly challenge: PendingChallenge;
  count: number;
}

export class Authenticator {
  readonly #around: Surroundings;
  readonly #pending = new Map<string, PendingChallenge>();
  readonly #sessions = new Map<string, DigestSession>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  authenticate(io: Io, request: SipPacket, results: AuthenticationResults): void {
    if (this.#around.habits.asksForScheme) {
      this.#asTheHssSays(io, request, results);
      return;
    }
    switch (methodOf(request)) {
      case 'trusted':
        results.accepted([], true);
        return;
      case 'digest':
        this.#digest(io, request, results);
        return;
      case 'network':
        this.#network(io, request, results);
        return;
      case 'aka':
      case 'akav2':
        this.#aka(io, request, results);
    }
  }

  #aka(io: Io, request: SipPacket, results: AuthenticationResults): void {
    const { impi } = identitiesOf(request);
    const pending = this.#pending.get(impi);
    const directive = (name: string): string | undefined => request.directive('Authorization', name);
    const isAnswer = pending !== undefined && request.callId === pending.callId && directive('nonce') === pending.nonce;
    const auts = directive('auts');
    if (isAnswer && auts !== undefined) {
      this.#resynchronise(io, request, results, pending, auts);
      return;
    }
    if (isAnswer && directive('response') === '') {
      this.#onEmptyResponse(io, request, results, pending);
      return;
    }
    const isProtected = methodOf(request) === 'akav2' || directive('integrity-protected') === 'yes';
    const isTrusted = isProtected || (isAnswer && this.#around.habits.acceptsUnprotected === true);
    const policy = quirkPolicy(this.#around.network.quirks);
    const isForeign = pending !== undefined && directive('nonce') !== pending.nonce;
    const why = pending === undefined ? undefined : notTaken(request, { isTrusted, isForeign });
    if (!isTrusted || (isForeign && policy.foreignNonce === 'challenge'))
      this.#challenge(io, request, results, { because: why });
    else if (pending !== undefined) this.#verify(io, request, results, pending);
    // A standing registration needs no new challenge unless the network wants one.
    else if (this.#around.isRegistered(impi) && !this.#around.mustReauthenticate(impi)) results.accepted([], false);
    else this.#challenge(io, request, results);
  }

  /** The scheme of what is answered, or Unknown for whoever has no challenge yet. */
  #asTheHssSays(io: Io, request: SipPacket, results: AuthenticationResults): void {
    const { impi, impu } = identitiesOf(request);
    const nonce = request.directive('Authorization', 'nonce') ?? '';
    const challenge = [this.#pending.get(impi), this.#sessions.get(impi)?.challenge].find(one => one?.nonce === nonce);
    if (challenge !== undefined) {
      if (challenge.secret.kind === 'ha1') this.#digest(io, request, results);
      else this.#aka(io, request, results);
      return;
    }
    this.#forget(io, impi);
    this.#ask(io, request, { 'SIP-Authentication-Scheme': 'Unknown' }, (answer, reasons) => {
      const avps = answer?.avps ?? [];
      const values = { realm: this.#around.network.homeDomain, algorithm: 'AKAv1-MD5', impi, impu };
      const challenge =
        digestChallengeFrom(avps, request, { nonce: io.random('nonce').hex(32), impi, impu }) ??
        akaChallengeFrom(avps, request, values, { resynchronisations: 0, hasKeys: true });
      this.#send(io, request, results, { answer, reasons, challenge, isStale: nonce !== '' });
    });
  }

  /** MAR (TS 29.228 §6.3); with RAND and AUTS when the UE asked to resynchronise. */
  #ask(io: Io, request: SipPacket, item: AvpValues, handler: AnswerHandler): void {
    const identities = identitiesOf(request);
    const { network, own, cx } = this.#around;
    cx.request(
      io,
      303,
      { host: network.hss.host, realm: network.homeDomain, named: 'SIP-Authorization' in item },
      {
        'User-Name': identities.impi,
        'Public-Identity': identities.impu,
        'SIP-Auth-Data-Item': item,
        'SIP-Number-Auth-Items': 1,
        'Server-Name': scscfUri(own),
      },
      handler,
      { origins: { 'User-Name': identities.impiOrigin, 'Public-Identity': identities.impuOrigin } },
      { clause: 'TS 29.228 §6.3.1' },
    );
  }

  #challenge(
    io: Io,
    request: SipPacket,
    results: AuthenticationResults,
    {
      resynchronisations = 0,
      auts,
      because: why,
    }: { resynchronisations?: number; auts?: Uint8Array; because?: Because | undefined } = {},
  ): void {
    const { impi, impu } = identitiesOf(request);
    // A challenge that was still open is void (TS 33.203 §6.1.2.3).
    this.#forget(io, impi);
    const isOverTls = methodOf(request) === 'akav2';
    const item = { 'SIP-Authentication-Scheme': 'Digest-AKAv1-MD5', ...(auts && { 'SIP-Authorization': auts }) };
    this.#ask(io, request, item, (answer, reasons) => {
      const values = {
        realm: this.#around.network.homeDomain,
        algorithm: isOverTls ? 'AKAv2-SHA-256' : 'AKAv1-MD5',
        impi,
        impu,
      };
      const challenge =
        answer &&
        akaChallengeFrom(answer.avps, request, values, {
          resynchronisations,
          hasKeys: !isOverTls,
          bareResult: isOverTls && quirkPolicy(this.#around.network.quirks).akav2Password === 'xres',
        });
      this.#send(io, request, results, { answer, reasons, challenge, because: why });
    });
  }

  #send(
    io: Io,
    request: SipPacket,
    results: AuthenticationResults,
    found: {
      answer: DiameterMessage | undefined;
      reasons: readonly Because[];
      challenge: PendingChallenge | undefined;
      isStale?: boolean;
      /** Why an answer was not taken and a new challenge goes out. */
      because?: Because | undefined;
    },
  ): void {
    const { answer, reasons, challenge } = found;
    if (challenge === undefined || (answer && outcomeOf(answer)?.code) !== 2001) {
      results.refused(cxRefusal('MAA', answer), reasons);
      return;
    }
    this.#pending.set(challenge.impi, challenge);
    io.startTimer('reg-await-auth', challenge.impi, REG_AWAIT_AUTH);
    const value = `${challengeValue(challenge)}${found.isStale ? ',stale=TRUE' : ''}`;
    const lines = [header('WWW-Authenticate', value)];
    const why = found.because === undefined ? [] : [found.because];
    results.challenged(responseTo(request, 401, 'Unauthorized', lines, why, io.random('tag').hex(8)));
  }

  #forget(io: Io, impi: string): void {
    this.#pending.delete(impi);
    io.stopTimer('reg-await-auth', impi);
  }

  /** AUTS: the HSS gets RAND and AUTS and gives a vector that the USIM takes (TS 33.102 §6.3.5). */
  #resynchronise(
    io: Io,
    request: SipPacket,
    results: AuthenticationResults,
    challenge: PendingChallenge,
    auts: string,
  ): void {
    const parsed = parseAuts(auts);
    if (parsed.ok && challenge.resynchronisations < RESYNCHRONISATIONS) {
      const auts = concatBytes(challenge.rand, parsed.auts);
      this.#challenge(io, request, results, { resynchronisations: challenge.resynchronisations + 1, auts });
      return;
    }
    const sentence = parsed.ok
      ? `The UE asks for resynchronisation again after ${RESYNCHRONISATIONS}.`
      : `The AUTS cannot be used: ${parsed.message}`;
    this.#fail(io, results, challenge, because('scscf-resynchronisation', 'TS 33.203 §6.1.3', sentence));
  }

  /** No response and no AUTS: the UE did not accept the network (TS 33.203 §6.1.2.2). */
  #onEmptyResponse(io: Io, request: SipPacket, results: AuthenticationResults, challenge: PendingChallenge): void {
    if (this.#around.habits.challengesAgain) {
      this.#challenge(io, request, results);
      return;
    }
    const sentence = 'The answer has an empty response and no auts: the UE found MAC in AUTN wrong.';
    this.#fail(io, results, challenge, because('scscf-network-rejected', 'TS 33.203 §6.1.2.2', sentence));
  }

  #verify(io: Io, request: SipPacket, results: AuthenticationResults, challenge: PendingChallenge): void {
    const isSameCall = request.callId === challenge.callId;
    const verdict = isSameCall ? judgeAnswer(request, challenge) : undefined;
    if (verdict?.kind === 'right') {
      this.#forget(io, challenge.impi);
      results.accepted([], true);
    } else if (verdict === undefined) {
      const sentence = 'The answer has another Call-ID than the challenged REGISTER.';
      this.#fail(io, results, challenge, because('scscf-answer', PROTECTED, sentence, request.place('Call-ID')));
    } else {
      this.#fail(io, results, challenge, this.#wrongAnswer(request, verdict));
    }
  }

  #wrongAnswer(request: SipPacket, verdict: Exclude<ReturnType<typeof judgeAnswer>, { kind: 'right' }>): Because {
    if (verdict.kind === 'empty') {
      const sentence = 'The answer has an empty response: the UE found MAC in AUTN wrong.';
      return because('scscf-network-rejected', 'TS 33.203 §6.1.2.2', sentence);
    }
    const isForeign = verdict.kind === 'foreign';
    const sentence = isForeign
      ? `The answer has ${verdict.directive}="${verdict.value}"; the challenge said "${verdict.expected}".`
      : 'The response is not the digest of these credentials.';
    const fragment = isForeign ? verdict.value : verdict.response;
    return because('scscf-answer', PROTECTED, sentence, request.place('Authorization', fragment));
  }

  /** SAR AUTHENTICATION_FAILURE, then 403; what was registered before stays (TS 29.228 §6.1.2). */
  #fail(io: Io, results: AuthenticationResults, challenge: PendingChallenge, why: Because): void {
    this.#forget(io, challenge.impi);
    this.#around.assign(io, challenge, SERVER_ASSIGNMENT_TYPE.AUTHENTICATION_FAILURE, () => {
      results.refused(refusal(403, 'Forbidden', why));
    });
  }

  /** SIP Digest: a challenge, its answer, or one more use of a nonce that stands (TS 33.203 Annex N.2). */
  #digest(io: Io, request: SipPacket, results: AuthenticationResults): void {
    const { impi } = identitiesOf(request);
    const pending = this.#pending.get(impi);
    const session = this.#sessions.get(impi);
    const nonce = request.directive('Authorization', 'nonce') ?? '';
    const hasAnswer = (request.directive('Authorization', 'response') ?? '') !== '';
    if (hasAnswer && pending !== undefined && nonce === pending.nonce)
      this.#verifyDigest(io, request, results, pending);
    else if (hasAnswer && session !== undefined && nonce === session.challenge.nonce)
      this.#useAgain(io, request, results, session);
    else this.#challengeDigest(io, request, results, hasAnswer && session !== undefined);
  }

  #challengeDigest(io: Io, request: SipPacket, results: AuthenticationResults, isStale: boolean, why?: Because): void {
    const { impi, impu } = identitiesOf(request);
    this.#forget(io, impi);
    this.#ask(io, request, { 'SIP-Authentication-Scheme': 'SIP Digest' }, (answer, reasons) => {
      const nonce = io.random('nonce').hex(32);
      const challenge = answer && digestChallengeFrom(answer.avps, request, { nonce, impi, impu });
      this.#send(io, request, results, { answer, reasons, challenge, isStale, because: why });
    });
  }

  #verifyDigest(io: Io, request: SipPacket, results: AuthenticationResults, challenge: PendingChallenge): void {
    const verdict = judgeAnswer(request, challenge);
    if (verdict.kind !== 'right') {
      this.#fail(io, results, challenge, this.#wrongAnswer(request, verdict));
      return;
    }
    this.#forget(io, challenge.impi);
    const count = parseNonceCount(request.directive('Authorization', 'nc') ?? '') ?? 1;
    this.#sessions.set(challenge.impi, { challenge, count });
    results.accepted(authenticationInfo(request, challenge), true);
  }

  /** A nonce may be used again with a higher count; otherwise the client is told that it is stale (RFC 7616 §3.4.4, §3.5). */
  #useAgain(io: Io, request: SipPacket, results: AuthenticationResults, session: DigestSession): void {
    const verdict = judgeAnswer(request, session.challenge);
    if (verdict.kind !== 'right') {
      results.refused(refusal(403, 'Forbidden', this.#wrongAnswer(request, verdict)));
      return;
    }
    const count = parseNonceCount(request.directive('Authorization', 'nc') ?? '') ?? 0;
    if (judgeNonceCount(session.count, count) === 'reused') {
      const sentence = `The nonce count ${count} is not above ${session.count}, the last one of this nonce.`;
      const nc = request.directive('Authorization', 'nc');
      const why = because('scscf-nonce-count', 'RFC 7616 §3.4.4', sentence, request.place('Authorization', nc));
      this.#challengeDigest(io, request, results, true, why);
      return;
    }
    session.count = count;
    results.accepted(authenticationInfo(request, session.challenge), true);
  }

  /** No credentials at all: the access network has authenticated the user, by address or line (TS 33.203 Annexes R and T). */
  #network(io: Io, request: SipPacket, results: AuthenticationResults): void {
    const isLine = (request.value('P-Access-Network-Info') ?? '').includes('dsl-location');
    const scheme = isLine ? 'NASS-Bundled' : 'Early-IMS-Security';
    const { impi, impu } = identitiesOf(request);
    this.#ask(io, request, { 'SIP-Authentication-Scheme': scheme }, (answer, reasons) => {
      if (answer === undefined || outcomeOf(answer)?.code !== 2001) {
        results.refused(cxRefusal('MAA', answer), [...reasons, withoutCredentials(request, scheme)]);
        return;
      }
      const why = judgeNetworkAuthentication(request, avpMembers(answer.avps, 'SIP-Auth-Data-Item'));
      if (why === undefined) {
        results.accepted([], true);
        return;
      }
      this.#around.assign(io, { impi, impu }, SERVER_ASSIGNMENT_TYPE.AUTHENTICATION_FAILURE, () => {
        results.refused(refusal(403, 'Forbidden', why));
      });
    });
  }

  /** Nobody answered the challenge in time (TS 24.229 §5.4.1.2.3). */
  onTimeout(io: Io, impi: string): void {
    const challenge = this.#pending.get(impi);
    if (challenge === undefined) return;
    this.#pending.delete(impi);
    const clause = 'TS 24.229 §5.4.1.2.3';
    io.note('reg-await-auth runs out: authentication given up', { kind: 'timer', failed: true, clause });
    this.#around.assign(io, challenge, SERVER_ASSIGNMENT_TYPE.AUTHENTICATION_TIMEOUT, () => undefined);
  }

  state(): StateValue {
    return [...this.#pending.values()].map(({ impi, resynchronisations }) => ({ impi, resynchronisations }));
  }
}

/** Why an answer to an open challenge is not taken for one (TS 24.229 §5.4.1.2.1, TS 33.203 §6.1.5). */
function notTaken(request: SipPacket, found: { isTrusted: boolean; isForeign: boolean }): Because | undefined {
  const nonce = request.directive('Authorization', 'nonce') ?? '';
  if (nonce === '') return undefined;
  const place = request.place('Authorization', nonce);
  if (!found.isTrusted) {
    const sentence = 'The answer came outside a security association, so it counts for nothing.';
    return because('scscf-unprotected-answer', 'TS 24.229 §5.4.1.2.1', sentence, place);
  }
  if (!found.isForeign) return undefined;
  return because('scscf-foreign-nonce', PROTECTED, 'The answer is to another nonce than the open challenge.', place);
}
