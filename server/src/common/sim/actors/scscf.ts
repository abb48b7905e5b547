/** Serving-CSCF: authenticates, registers, and tells the application servers (TS 24.229 §5.4.1). */
import { parseAuts } from '../../auth/aka.ts';
import { concatBytes } from '../../auth/encoding.ts';
import type { Configuration, Network, Scscf as ScscfConfiguration } from '../../config/configuration.ts';
import { SERVER_ASSIGNMENT_TYPE } from '../../diameter/cx.ts';
import { avpText, outcomeOf } from '../../diameter/message.ts';
import type { DiameterMessage } from '../../diameter/types.ts';
import type { Actor, Io, Shown, SimEvent } from '../actor.ts';
import { challengeFrom, challengeValue, judgeAnswer, type PendingChallenge } from '../challenge.ts';
import { type AnswerHandler, DiameterPeer } from '../diameterPeer.ts';
import { identitiesOf, isDeregistration } from '../identities.ts';
import { type HeaderLine, header, type OutgoingMessage, responseTo, wireText } from '../message.ts';
import { because } from '../origin.ts';
import { associatedUris, bindingOf, contactValue, mergeBinding, Registrar, type Registration } from '../registrar.ts';
import { checkOptions, checkRequest, type Refusal, refusal, refuse, requestedExpiry } from '../requestChecks.ts';
import { Resolver } from '../resolver.ts';
import type { Because, StateValue } from '../result.ts';
import { scscfUri } from '../serverSelection.ts';
import { registerAtServers } from '../thirdParty.ts';
import { responsePath, type ServerTransaction, Transactions } from '../transactions.ts';
import { REGISTRATION_TYPE, readUserProfile, type UserProfile } from '../userProfile.ts';

/** Waiting for the answer to a challenge (TS 24.229 table 7.8.1). */
const REG_AWAIT_AUTH = 240_000;
/** How often one authentication may resynchronise before it is given up (policy; the standard sets no bound). */
const RESYNCHRONISATIONS = 1;

const INITIAL = 'TS 24.229 §5.4.1.2.1';
const PROTECTED = 'TS 24.229 §5.4.1.2.2';

export class Scscf implements Actor {
  readonly id: string;
  readonly label: string;
  readonly addresses: readonly string[];
  readonly diameterHosts: readonly string[];
  readonly #network: Network;
  readonly #own: ScscfConfiguration;
  readonly #isDead: boolean;
  readonly #transactions = new Transactions();
  readonly #resolver = new Resolver();
  readonly #cx: DiameterPeer;
  readonly #pending = new Map<string, PendingChallenge>();
  readonly #registrar = new Registrar();

  constructor(configuration: Configuration, own: ScscfConfiguration, isDead = false) {
    this.id = own.name;
    this.label = configuration.network.scscf.length === 1 ? 'S-CSCF' : `S-CSCF ${own.name}`;
    this.addresses = [own.address];
    this.diameterHosts = [own.host];
    this.#network = configuration.network;
    this.#own = own;
    this.#isDead = isDead;
    this.#cx = new DiameterPeer({ host: own.host, realm: configuration.network.homeDomain });
  }

  on(event: SimEvent, io: Io): void {
    if (this.#isDead) return;
    switch (event.type) {
      case 'dns':
        this.#resolver.onAnswer(io, event);
        return;
      case 'diameter':
        this.#cx.onAnswer(io, event);
        return;
      case 'timer':
        this.#onTimer(io, event);
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
    this.#assign(io, challenge, SERVER_ASSIGNMENT_TYPE.AUTHENTICATION_TIMEOUT, () => undefined);
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
    const why = because('scscf-method', 'RFC 3261 §8.2.1', `The S-CSCF takes no ${request.method} here.`);
    this.#refuse(io, transaction, refusal(405, 'Method Not Allowed', why, [{ name: 'Allow', value: 'REGISTER' }]));
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
      this.#refuse(io, transaction, this.#cxRefusal('MAA', answer), reasons);
      return;
    }
    this.#pending.set(impi, challenge);
    io.startTimer('reg-await-auth', impi, REG_AWAIT_AUTH);
    const lines = [header('WWW-Authenticate', challengeValue(challenge))];
    this.#respond(io, transaction, responseTo(request, 401, 'Unauthorized', lines, [], io.random('tag').hex(8)), {
      clause: 'TS 24.229 §5.4.1.2.1A',
    });
  }

  /** The SIP answer to a Cx answer that is no success (TS 24.229 §5.4.1.2). */
  #cxRefusal(command: string, answer: DiameterMessage | undefined): Refusal {
    const outcome = answer && outcomeOf(answer);
    if (outcome === undefined) {
      const sentence = answer === undefined ? 'The HSS does not answer.' : `The ${command} has no result.`;
      return refusal(480, 'Temporarily Unavailable', because('scscf-hss-silent', INITIAL, sentence));
    }
    const kind = outcome.experimental ? 'Experimental-Result-Code' : 'Result-Code';
    const sentence = `The HSS answers ${kind} ${outcome.code} ${outcome.name} in the ${command}.`;
    const why = because('scscf-cx', INITIAL, sentence);
    if (outcome.experimental && [5001, 5002, 5004, 5006].includes(outcome.code)) return refusal(403, 'Forbidden', why);
    return refusal(500, 'Server Internal Error', why);
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
    this.#assign(io, challenge, SERVER_ASSIGNMENT_TYPE.AUTHENTICATION_FAILURE, () => {
      this.#refuse(io, transaction, refusal(403, 'Forbidden', why));
    });
  }

  /** SAR (TS 29.228 §6.1.2). */
  #assign(
    io: Io,
    identities: { readonly impi: string; readonly impu: string },
    type: number,
    handler: AnswerHandler,
  ): void {
    const { hss, homeDomain } = this.#network;
    this.#cx.request(
      io,
      301,
      { host: hss.host, realm: homeDomain, named: true },
      {
        'User-Name': identities.impi,
        'Public-Identity': identities.impu,
        'Server-Name': scscfUri(this.#own),
        'Server-Assignment-Type': type,
        'User-Data-Already-Available': 0,
      },
      handler,
      {},
      { clause: 'TS 29.228 §6.1.2' },
    );
  }

  /** A REGISTER on the association of an earlier authentication; no challenge is open. */
  #protectedRegister(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const { impi } = identitiesOf(request);
    if (this.#registrar.findByImpi(impi).length > 0) {
      this.#accept(io, transaction);
      return;
    }
    // integrity-protected says yes, but this S-CSCF has never authenticated the user.
    this.#challenge(io, transaction, 0);
  }

  #accept(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const identities = identitiesOf(request);
    if (isDeregistration(request)) {
      this.#deregister(io, transaction);
      return;
    }
    const registered = this.#registrar.find(identities.impu);
    const types = SERVER_ASSIGNMENT_TYPE;
    const type = registered === undefined ? types.REGISTRATION : types.RE_REGISTRATION;
    this.#assign(io, identities, type, (answer, reasons) => {
      const profile = readUserProfile((answer && avpText(answer.avps, 'User-Data')) ?? '');
      if (answer === undefined || outcomeOf(answer)?.code !== 2001 || profile === undefined) {
        return this.#refuse(io, transaction, this.#cxRefusal('SAA', answer), reasons);
      }
      this.#bind(io, transaction, profile, registered, answer);
    });
  }

  #bind(
    io: Io,
    transaction: ServerTransaction,
    profile: UserProfile,
    registered: Registration | undefined,
    answer: DiameterMessage,
  ): void {
    const { request } = transaction;
    const { impi, impu } = identitiesOf(request);
    const granted = Math.min(requestedExpiry(request).seconds ?? 3600, this.#network.maxExpires);
    const added = request.addresses('Contact').map(contact => bindingOf(request, contact, io.now + granted * 1000));
    const before = (registered?.bindings ?? []).filter(binding => binding.expires > io.now);
    const registration: Registration = {
      impi,
      impu: registered?.impu ?? impu,
      profile,
      request,
      bindings: added.reduce(mergeBinding, before),
    };
    this.#registrar.add(registration);
    io.startTimer('registration', `${impi} ${registration.impu}`, granted * 1000);
    const response = responseTo(
      request,
      200,
      'OK',
      this.#okHeaders(io, request, registration, answer),
      [],
      io.random('tag').hex(8),
    );
    this.#respond(io, transaction, response, { clause: 'TS 24.229 §5.4.1.2.2F' });
    const registrationType = registered === undefined ? REGISTRATION_TYPE.initial : REGISTRATION_TYPE.reRegistration;
    this.#tellServers(io, { registration, registrationType, expires: granted, response: wireText(response) });
  }

  #tellServers(io: Io, occasion: Parameters<typeof registerAtServers>[2]): void {
    const around = {
      network: this.#network,
      own: this.#own,
      transactions: this.#transactions,
      resolver: this.#resolver,
      onTermination: (at: Io, registration: Registration) => this.#terminate(at, registration),
    };
    registerAtServers(io, around, occasion);
  }

  /** Network-initiated de-registration because an application server failed (TS 24.229 §5.4.1.5). */
  #terminate(io: Io, registration: Registration): void {
    this.#registrar.remove(registration);
    io.stopTimer('registration', `${registration.impi} ${registration.impu}`);
    this.#assign(io, registration, SERVER_ASSIGNMENT_TYPE.ADMINISTRATIVE_DEREGISTRATION, () => undefined);
  }

  /** What a 200 to REGISTER says (TS 24.229 §5.4.1.2.2F). */
  #okHeaders(
    io: Io,
    request: ServerTransaction['request'],
    registration: Registration,
    answer: DiameterMessage,
  ): HeaderLine[] {
    const { homeDomain, visitedNetwork, ccf, ecf } = this.#network;
    const contacts = registration.bindings.map(binding => contactValue(binding, io.now)).join(', ');
    const vector = request.value('P-Charging-Vector');
    const addresses = [...ccf.map(name => `ccf=${name}`), ...ecf.map(name => `ecf=${name}`)].join(';');
    // Charging addresses leave the home network only if the P-CSCF is part of it (TS 24.229 §5.4.1.2.2F).
    const isHome = homeDomain === visitedNetwork && avpText(answer.avps, 'User-Name') !== undefined;
    return [
      header('Contact', contacts, request.origin('Contact')),
      header('P-Associated-URI', associatedUris(registration.profile)),
      header('Service-Route', `<sip:orig@${this.#own.host}:${this.#own.port};lr>`),
      ...request.values('Path').map(path => header('Path', path)),
      ...(vector === undefined ? [] : [header('P-Charging-Vector', `${vector};term-ioi="Type 1${homeDomain}"`)]),
      ...(isHome && addresses !== '' ? [header('P-Charging-Function-Addresses', addresses)] : []),
    ];
  }

  #deregister(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const identities = identitiesOf(request);
    const registration = this.#registrar.find(identities.impu);
    if (registration === undefined) {
      const sentence = `"${identities.impu}" has no binding here.`;
      const why = because('scscf-no-binding', 'TS 24.229 §5.4.1.4', sentence, request.place('Contact'));
      this.#refuse(io, transaction, refusal(481, 'Call/Transaction Does Not Exist', why));
      return;
    }
    this.#assign(io, identities, SERVER_ASSIGNMENT_TYPE.USER_DEREGISTRATION, () => {
      this.#registrar.remove(registration);
      io.stopTimer('registration', `${registration.impi} ${registration.impu}`);
      const gone = registration.bindings
        .map(binding => contactValue({ ...binding, expires: io.now }, io.now))
        .join(', ');
      const lines = [header('Contact', gone, request.origin('Contact'))];
      const response = responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8));
      this.#respond(io, transaction, response, { clause: 'TS 24.229 §5.4.1.4' });
      const registrationType = REGISTRATION_TYPE.deRegistration;
      const text = wireText(response);
      this.#tellServers(io, {
        registration: { ...registration, request },
        registrationType,
        expires: 0,
        response: text,
      });
    });
  }

  state(): StateValue {
    return {
      registrations: this.#registrar.state(),
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
