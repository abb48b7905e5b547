/** Serving-CSCF: authenticates, registers, and tells the application servers (TS 24.229 §5.4.1). */
import { parseAuts } from '../../auth/aka.ts';
import { concatBytes } from '../../auth/encoding.ts';
import type { Configuration, Network, Scscf as ScscfConfiguration } from '../../config/configuration.ts';
import { SERVER_ASSIGNMENT_TYPE } from '../../diameter/cx.ts';
import { outcomeOf } from '../../diameter/message.ts';
import type { DiameterMessage } from '../../diameter/types.ts';
import type { Actor, Io, Shown, SimEvent } from '../actor.ts';
import { challengeFrom, challengeValue, judgeAnswer, type PendingChallenge } from '../challenge.ts';
import { answerTo, DiameterPeer } from '../diameterPeer.ts';
import { identitiesOf } from '../identities.ts';
import { header, type OutgoingMessage, responseTo } from '../message.ts';
import { because } from '../origin.ts';
import { checkOptions, checkRequest, type Refusal, refusal, refuse, requestedExpiry } from '../requestChecks.ts';
import { Resolver } from '../resolver.ts';
import type { Because, StateValue } from '../result.ts';
import { cxRefusal, RegistrationService } from '../scscfRegistration.ts';
import { scscfUri } from '../serverSelection.ts';
import { responsePath, type ServerTransaction, Transactions } from '../transactions.ts';

/** Waiting for the answer to a challenge (TS 24.229 table 7.8.1). */
const REG_AWAIT_AUTH = 240_000;
/** How often one authentication may resynchronise before it is given up (policy; the standard sets no bound). */
const RESYNCHRONISATIONS = 1;

const PROTECTED = 'TS 24.229 §5.4.1.2.2';

export class Scscf implements Actor {
  readonly id: string;
  readonly label: string;
  readonly addresses: readonly string[];
  readonly diameterHosts: readonly string[];
  readonly #network: Network;
  readonly #own: ScscfConfiguration;
  readonly #transactions = new Transactions();
  readonly #resolver = new Resolver();
  readonly #cx: DiameterPeer;
  readonly #pending = new Map<string, PendingChallenge>();
  readonly #service: RegistrationService;

  constructor(configuration: Configuration, own: ScscfConfiguration) {
    this.id = own.name;
    this.label = configuration.network.scscf.length === 1 ? 'S-CSCF' : `S-CSCF ${own.name}`;
    this.addresses = [own.address];
    this.diameterHosts = [own.host];
    this.#network = configuration.network;
    this.#own = own;
    const { network } = configuration;
    this.#cx = new DiameterPeer({ host: own.host, realm: network.homeDomain });
    this.#service = new RegistrationService({
      network,
      own,
      transactions: this.#transactions,
      resolver: this.#resolver,
      cx: this.#cx,
    });
  }

  on(event: SimEvent, io: Io): void {
    switch (event.type) {
      case 'dns':
        this.#resolver.onAnswer(io, event);
        return;
      case 'diameter':
        this.#onDiameter(io, event);
        return;
      case 'timer':
        this.#onTimer(io, event);
        return;
      case 'stimulus':
        if (event.name === 'reauthenticate') this.#service.shorten(io);
        return;
      case 'sip': {
        const transaction = this.#transactions.receive(io, event);
        if (transaction !== undefined) this.#onRequest(io, transaction);
      }
    }
  }

  #onTimer(io: Io, event: SimEvent & { type: 'timer' }): void {
    if (this.#transactions.onTimer(io, event) || this.#resolver.onTimer(io, event) || this.#cx.onTimer(io, event))
      return;
    if (event.name === 'reg-await-auth') this.#onAuthenticationTimeout(io, event.key);
    if (event.name === 'registration') this.#service.expire(io, event.key);
  }

  /** Nobody answered the challenge in time (TS 24.229 §5.4.1.2.3). */
  #onAuthenticationTimeout(io: Io, impi: string): void {
    const challenge = this.#pending.get(impi);
    if (challenge === undefined) return;
    this.#pending.delete(impi);
    io.note('reg-await-auth runs out: authentication given up', {
      kind: 'timer',
      failed: true,
      clause: 'TS 24.229 §5.4.1.2.3',
    });
    this.#service.assign(io, challenge, SERVER_ASSIGNMENT_TYPE.AUTHENTICATION_TIMEOUT, () => undefined);
  }

  #onRequest(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const refused =
      checkRequest('scscf', request) ??
      checkOptions('scscf', request, 'Require', ['path', 'outbound', 'gruu', 'sec-agree']);
    if (refused !== undefined) {
      this.#refuse(io, transaction, refused);
      return;
    }
    if (request.method === 'REGISTER') {
      this.#register(io, transaction);
      return;
    }
    if (request.method === 'SUBSCRIBE') {
      this.#subscribe(io, transaction);
      return;
    }
    const why = because('scscf-method', 'RFC 3261 §8.2.1', `The S-CSCF takes no ${request.method} here.`);
    const allow = [{ name: 'Allow', value: 'REGISTER, SUBSCRIBE' }];
    this.#refuse(io, transaction, refusal(405, 'Method Not Allowed', why, allow));
  }

  #respond(io: Io, transaction: ServerTransaction, message: OutgoingMessage, shown: Shown = {}): void {
    this.#transactions.respond(io, transaction, message, responsePath(transaction.request, transaction.path), shown);
  }

  #refuse(io: Io, transaction: ServerTransaction, refused: Refusal, inherited: readonly Because[] = []): void {
    const message = refuse(transaction.request, refused, io.random('tag').hex(8), inherited);
    this.#respond(io, transaction, message, { clause: refused.because.spec });
  }

  /** Which procedure a REGISTER starts (TS 24.229 §5.4.1.1, TS 33.203 Annex P.4). */
  #register(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const refused = checkContacts(request) ?? this.#checkExpiry(request);
    if (refused !== undefined) {
      this.#refuse(io, transaction, refused);
      return;
    }
    const { impi } = identitiesOf(request);
    const pending = this.#pending.get(impi);
    const answersPending = pending !== undefined && request.callId === pending.callId;
    const flag = request.directive('Authorization', 'integrity-protected');
    if (answersPending && request.directive('Authorization', 'nonce') === pending.nonce) {
      const auts = request.directive('Authorization', 'auts');
      if (auts !== undefined) {
        this.#resynchronise(io, transaction, pending, auts);
        return;
      }
      if (request.directive('Authorization', 'response') === '') {
        this.#onEmptyResponse(io, transaction, pending);
        return;
      }
    }
    if (flag !== 'yes') {
      this.#challenge(io, transaction, 0);
      return;
    }
    if (pending === undefined) {
      this.#protectedRegister(io, transaction);
      return;
    }
    this.#verify(io, transaction, pending);
  }

  /** RFC 3261 §10.3 step 7. Checked before the challenge, so that no vector is spent (policy). */
  #checkExpiry(request: ServerTransaction['request']): Refusal | undefined {
    const { minExpires } = this.#network;
    const { seconds, header: name } = requestedExpiry(request);
    if (seconds === undefined || seconds === 0 || seconds >= minExpires) return undefined;
    const sentence = `The UE asks for ${seconds} s; the registrar grants at least ${minExpires} s.`;
    const place = {
      ...request.place(name, name === 'Contact' ? `expires=${seconds}` : String(seconds)),
      config: 'network.minExpires',
    };
    const why = because('scscf-interval-too-brief', 'RFC 3261 §10.3, TS 24.229 §5.4.1.2.2', sentence, place);
    return refusal(423, 'Interval Too Brief', why, [{ name: 'Min-Expires', value: String(minExpires) }]);
  }

  /** MAR for a new vector; with RAND and AUTS when the UE asked to resynchronise (TS 29.228 §6.3). */
  #challenge(io: Io, transaction: ServerTransaction, resynchronisations: number, resynchronisation?: Uint8Array): void {
    const { request } = transaction;
    const identities = identitiesOf(request);
    // A challenge that was still open is void (TS 33.203 §6.1.2.3).
    this.#forgetChallenge(io, identities.impi);
    const { hss, homeDomain } = this.#network;
    const scheme = this.#schemeOf(request);
    this.#cx.request(
      io,
      303,
      { host: hss.host, realm: homeDomain, named: resynchronisation !== undefined },
      {
        'User-Name': identities.impi,
        'Public-Identity': identities.impu,
        'SIP-Auth-Data-Item': {
          'SIP-Authentication-Scheme': scheme,
          ...(resynchronisation && { 'SIP-Authorization': resynchronisation }),
        },
        'SIP-Number-Auth-Items': 1,
        'Server-Name': scscfUri(this.#own),
      },
      (answer, reasons) => this.#onVector(io, transaction, answer, reasons, resynchronisations),
      { origins: { 'User-Name': identities.impiOrigin, 'Public-Identity': identities.impuOrigin } },
      { clause: 'TS 29.228 §6.3.1' },
    );
  }

  /** Without integrity-protected the scheme is left to the HSS (TS 24.229 §5.4.1.1). */
  #schemeOf(request: ServerTransaction['request']): string {
    return request.directive('Authorization', 'integrity-protected') === undefined ? 'Unknown' : 'Digest-AKAv1-MD5';
  }

  #onVector(
    io: Io,
    transaction: ServerTransaction,
    answer: DiameterMessage | undefined,
    reasons: readonly Because[],
    resynchronisations: number,
  ): void {
    const { request } = transaction;
    const { impi, impu } = identitiesOf(request);
    const outcome = answer && outcomeOf(answer);
    const values = { realm: this.#network.homeDomain, algorithm: 'AKAv1-MD5', impi, impu };
    const challenge = answer && challengeFrom(answer.avps, request, values, resynchronisations);
    if (outcome?.code !== 2001 || challenge === undefined) {
      this.#refuse(io, transaction, cxRefusal('MAA', answer), reasons);
      return;
    }
    this.#pending.set(impi, challenge);
    io.startTimer('reg-await-auth', impi, REG_AWAIT_AUTH);
    const lines = [header('WWW-Authenticate', challengeValue(challenge))];
    this.#respond(io, transaction, responseTo(request, 401, 'Unauthorized', lines, [], io.random('tag').hex(8)), {
      clause: 'TS 24.229 §5.4.1.2.1A',
    });
  }

  #forgetChallenge(io: Io, impi: string): void {
    this.#pending.delete(impi);
    io.stopTimer('reg-await-auth', impi);
  }

  /** AUTS: the HSS gets RAND and AUTS and gives a vector that the USIM takes (TS 33.102 §6.3.5). */
  #resynchronise(io: Io, transaction: ServerTransaction, challenge: PendingChallenge, auts: string): void {
    const parsed = parseAuts(auts);
    if (!parsed.ok || challenge.resynchronisations >= RESYNCHRONISATIONS) {
      const sentence = parsed.ok
        ? `The UE asks for resynchronisation again after ${RESYNCHRONISATIONS}.`
        : `The AUTS cannot be used: ${parsed.message}`;
      this.#fail(io, transaction, challenge, because('scscf-resynchronisation', 'TS 33.203 §6.1.3', sentence));
      return;
    }
    this.#challenge(io, transaction, challenge.resynchronisations + 1, concatBytes(challenge.rand, parsed.auts));
  }

  /** No response and no AUTS: the UE did not accept the network (TS 33.203 §6.1.2.2). */
  #onEmptyResponse(io: Io, transaction: ServerTransaction, challenge: PendingChallenge): void {
    const sentence = 'The answer has an empty response and no auts: the UE found MAC in AUTN wrong.';
    this.#fail(io, transaction, challenge, because('scscf-network-rejected', 'TS 33.203 §6.1.2.2', sentence));
  }

  #verify(io: Io, transaction: ServerTransaction, challenge: PendingChallenge): void {
    const { request } = transaction;
    const verdict = request.callId === challenge.callId ? judgeAnswer(request, challenge) : undefined;
    if (verdict?.kind === 'right') {
      this.#forgetChallenge(io, challenge.impi);
      this.#accept(io, transaction);
      return;
    }
    if (verdict?.kind === 'empty') {
      this.#onEmptyResponse(io, transaction, challenge);
      return;
    }
    const [sentence, fragment] =
      verdict === undefined
        ? ['The answer has another Call-ID than the challenged REGISTER.', undefined]
        : verdict.kind === 'foreign'
          ? [
              `The answer has ${verdict.directive}="${verdict.value}"; the challenge said "${verdict.expected}".`,
              verdict.value,
            ]
          : ['The response is not the digest of these credentials and XRES.', verdict.response];
    const place = request.place(verdict === undefined ? 'Call-ID' : 'Authorization', fragment);
    this.#fail(io, transaction, challenge, because('scscf-answer', PROTECTED, sentence, place));
  }

  /** SAR AUTHENTICATION_FAILURE, then 403; what was registered before stays (TS 29.228 §6.1.2). */
  #fail(io: Io, transaction: ServerTransaction, challenge: PendingChallenge, why: Because): void {
    this.#forgetChallenge(io, challenge.impi);
    this.#service.assign(io, challenge, SERVER_ASSIGNMENT_TYPE.AUTHENTICATION_FAILURE, () => {
      this.#refuse(io, transaction, refusal(403, 'Forbidden', why));
    });
  }

  /** A REGISTER on the association of an earlier authentication; no challenge is open (TS 24.229 §5.4.1.2.2). */
  #protectedRegister(io: Io, transaction: ServerTransaction): void {
    const { impi } = identitiesOf(transaction.request);
    const isKnown = this.#service.registrar.findByImpi(impi).length > 0;
    // integrity-protected says yes, but this S-CSCF has not authenticated the user, or wants to do it again.
    if (!isKnown || this.#service.reauthenticate.delete(impi)) this.#challenge(io, transaction, 0);
    else this.#accept(io, transaction);
  }

  #accept(io: Io, transaction: ServerTransaction): void {
    this.#service.accept(io, transaction.request, {
      ok: (response, clause) => this.#respond(io, transaction, response, { clause }),
      refuse: (refused, inherited) => this.#refuse(io, transaction, refused, inherited),
    });
  }

  #subscribe(io: Io, transaction: ServerTransaction): void {
    const { notifier } = this.#service;
    const refused = notifier.check(transaction.request);
    if (refused !== undefined) {
      this.#refuse(io, transaction, refused);
      return;
    }
    const { response, key } = notifier.accept(io, transaction.request);
    this.#respond(io, transaction, response, { clause: 'TS 24.229 §5.4.2.1.1' });
    notifier.notifyFirst(io, key);
  }

  /** Requests of the HSS: RTR (TS 29.228 §6.1.3). */
  #onDiameter(io: Io, event: SimEvent & { type: 'diameter' }): void {
    const { message, from } = event;
    if (!message.request) {
      this.#cx.onAnswer(io, event);
      return;
    }
    const node = { host: this.#own.host, realm: this.#network.homeDomain };
    const answer = (code: number): void => io.diameter(from, answerTo(message, node, { code, experimental: false }));
    if (message.command === 304) this.#service.onTermination(io, message, () => answer(2001));
    else answer(3001);
  }

  state(now: number): StateValue {
    return {
      ...this.#service.state(now),
      challenges: [...this.#pending.values()].map(({ impi, resynchronisations }) => ({ impi, resynchronisations })),
    };
  }
}

/** Rules of Contact in a REGISTER (RFC 3261 §10.2.2, §10.3 step 6). */
function checkContacts(request: ServerTransaction['request']): Refusal | undefined {
  const contacts = request.addresses('Contact');
  const star = contacts.find(contact => contact.star);
  if (star === undefined) return undefined;
  if (contacts.length === 1 && request.value('Expires')?.trim() === '0') return undefined;
  const sentence = 'Contact "*" must stand alone and needs Expires: 0.';
  return refusal(
    400,
    'Bad Contact',
    because('scscf-contact-star', 'RFC 3261 §10.2.2', sentence, request.place('Contact', '*')),
  );
}
