/** What an S-CSCF does once a REGISTER is authenticated: bindings, 200, filter criteria, reg event, the end of it all. */
import type { Network, Scscf } from '../config/configuration.ts';
import { SERVER_ASSIGNMENT_TYPE } from '../diameter/cx.ts';
import { type AvpValues, avpMembers, avpText, avpTexts, outcomeOf } from '../diameter/message.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import type { Io } from './actor.ts';
import type { AnswerHandler, DiameterPeer } from './diameterPeer.ts';
import { identitiesOf, isDeregistration, isEmergency } from './identities.ts';
import { type HeaderLine, header, type OutgoingMessage, responseTo, type SipPacket, wireText } from './message.ts';
import { because, firstPlace } from './origin.ts';
import type { ContactEvent } from './reginfo.ts';
import { checkBound, checkNewContact, checkOrder, cxRefusal } from './registerChecks.ts';
import {
  associatedUris,
  type Binding,
  bindingOf,
  contactValue,
  defaultIdentity,
  type Gruu,
  Registrar,
  type Registration,
  replaces,
} from './registrar.ts';
import { RegNotifier } from './regNotifier.ts';
import { type Refusal, refusal, requestedExpiry } from './requestChecks.ts';
import type { Resolver } from './resolver.ts';
import type { Because, StateValue } from './result.ts';
import { scscfUri } from './serverSelection.ts';
import { registerAtServers, type ThirdPartyOccasion } from './thirdParty.ts';
import type { Transactions } from './transactions.ts';
import { REGISTRATION_TYPE, readUserProfile, type UserProfile } from './userProfile.ts';

export interface Surroundings {
  readonly network: Network;
  readonly own: Scscf;
  readonly transactions: Transactions;
  readonly resolver: Resolver;
  readonly cx: DiameterPeer;
}

/** What a flow may ask of the S-CSCF. */
export interface ScscfHabits {
  /** Takes a right AKA answer that came outside an association. */
  readonly acceptsUnprotected?: boolean;
  /** Lets the HSS choose how to authenticate whom it registers (TS 29.228 §6.3.1, scheme Unknown). */
  readonly asksForScheme?: boolean;
  /** Gives GRUUs to contacts that ask for them (RFC 5627). */
  readonly gruu?: boolean;
  /** Seconds to grant, one registration after the other, in place of what is asked for. */
  readonly grants?: readonly number[];
  /** Answers 480 to every REGISTER. */
  readonly busy?: Because | undefined;
  /** Challenges every REGISTER that is no answer, also one inside an association. */
  readonly alwaysChallenges?: boolean;
  /** Challenges anew when a UE has refused the network, where others answer 403. */
  readonly challengesAgain?: boolean;
}

/** How a REGISTER is answered. */
export interface Replies {
  /** Lines of the authentication for the 200: Authentication-Info. */
  readonly lines: readonly HeaderLine[];
  /** Whether this very REGISTER answered a challenge. */
  readonly isChallenged: boolean;
  ok(response: OutgoingMessage, clause: string): void;
  refuse(refused: Refusal, inherited?: readonly Because[]): void;
}

/** Seconds for which a shortened registration goes on, until the UE has authenticated anew (policy; TS 24.229 §5.4.1.6 leaves it open). */
const SHORTENED = 60;

export class RegistrationService {
  readonly registrar = new Registrar();
  readonly notifier: RegNotifier;
  /** Private identities that must be challenged at their next REGISTER (TS 24.229 §5.4.1.6). */
  readonly reauthenticate = new Set<string>();
  readonly #around: Surroundings;
  readonly #habits: ScscfHabits;
  /** Registrations granted so far. */
  #granted = 0;

  constructor(around: Surroundings, habits: ScscfHabits = {}) {
    this.#around = around;
    this.#habits = habits;
    this.notifier = new RegNotifier({ ...around, registrar: this.registrar });
  }

  /** SAR (TS 29.228 §6.1.2). */
  assign(
    io: Io,
    identities: { readonly impi: string; readonly impu: string },
    type: number,
    handler: AnswerHandler,
  ): void {
    const { network, own, cx } = this.#around;
    cx.request(
      io,
      301,
      { host: network.hss.host, realm: network.homeDomain, named: true },
      {
        'User-Name': identities.impi,
        'Public-Identity': identities.impu,
        'Server-Name': scscfUri(own),
        'Server-Assignment-Type': type,
        'User-Data-Already-Available': 0,
      },
      handler,
      {},
      { clause: 'TS 29.228 §6.1.2' },
    );
  }

  /** An authenticated REGISTER: registers, refreshes or removes. */
  accept(io: Io, request: SipPacket, replies: Replies): void {
    if (isDeregistration(request)) {
      this.#deregister(io, request, replies);
      return;
    }
    const identities = identitiesOf(request);
    const registered = this.registrar.find(identities.impu);
    if (request.header('Contact') === undefined) {
      this.#query(io, request, registered, replies);
      return;
    }
    const refused =
      registered &&
      (checkOrder(request, registered) ?? (replies.isChallenged ? undefined : checkNewContact(request, registered)));
    if (refused !== undefined) {
      replies.refuse(refused);
      return;
    }
    const types = SERVER_ASSIGNMENT_TYPE;
    const type = registered === undefined ? types.REGISTRATION : types.RE_REGISTRATION;
    this.assign(io, identities, type, (answer, reasons) => {
      const profile = readUserProfile((answer && avpText(answer.avps, 'User-Data')) ?? '');
      if (answer === undefined || outcomeOf(answer)?.code !== 2001) {
        replies.refuse(cxRefusal('SAA', answer), reasons);
      } else if (profile === undefined) {
        this.#onUnreadableProfile(io, request, replies);
      } else {
        this.#bind(io, request, replies, { profile, registered, answer });
      }
    });
  }

  /** Without Contact nothing changes: the 200 lists what is bound (RFC 3261 §10.3 step 6). */
  #query(io: Io, request: SipPacket, registered: Registration | undefined, replies: Replies): void {
    const bound = (registered?.bindings ?? []).map(binding => contactValue(binding, io.now)).join(', ');
    const lines = [
      ...(bound === '' ? [] : [header('Contact', bound)]),
      ...this.#routeHeaders(request),
      ...replies.lines,
    ];
    const response = responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8));
    const answer = (): void => replies.ok(response, 'RFC 3261 §10.3');
    if (registered !== undefined) answer();
    // The HSS must not wait for the outcome of this authentication (policy).
    else this.assign(io, identitiesOf(request), SERVER_ASSIGNMENT_TYPE.USER_DEREGISTRATION, answer);
  }

  /** A profile that cannot be used: the user is given back, so that another S-CSCF may try (TS 29.228 §6.1.2). */
  #onUnreadableProfile(io: Io, request: SipPacket, replies: Replies): void {
    this.assign(io, identitiesOf(request), SERVER_ASSIGNMENT_TYPE.DEREGISTRATION_TOO_MUCH_DATA, () => {
      const sentence = 'The user profile in the SAA cannot be read.';
      const why = because('scscf-profile', 'TS 29.228 §6.1.2, Annex E', sentence, { config: 'network.as' });
      replies.refuse(refusal(480, 'Temporarily Unavailable', why));
    });
  }

  #bind(
    io: Io,
    request: SipPacket,
    replies: Replies,
    found: { profile: UserProfile; registered: Registration | undefined; answer: DiameterMessage },
  ): void {
    const { profile, registered, answer } = found;
    const { impi, impu } = identitiesOf(request);
    noteUnsupportedPath(io, request);
    const lives = request.addresses('Contact').map((_, i) => this.#grantedFor(request, i));
    const granted = Math.max(0, ...lives);
    this.#granted++;
    const contacts = request.addresses('Contact');
    const added = contacts.map((contact, i) => {
      const binding = bindingOf(request, contact, io.now + (lives[i] ?? 0) * 1000);
      return { ...binding, gruu: this.#gruuFor(io, request, binding, defaultIdentity(profile) ?? impu) };
    });
    const before = (registered?.bindings ?? []).filter(binding => binding.expires > io.now);
    const bindings = [...before.filter(old => !added.some(one => replaces(one, old))), ...added];
    const registration: Registration = {
      impi,
      impu: registered?.impu ?? impu,
      profile,
      request,
      bindings: bindings.filter(binding => binding.expires > io.now),
    };
    this.registrar.add(registration);
    awaitExpiry(io, registration);
    const lines = [...this.#okHeaders(io, request, registration, answer), ...replies.lines];
    const response = responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8));
    replies.ok(response, 'TS 24.229 §5.4.1.2.2F');
    const registrationType = registered === undefined ? REGISTRATION_TYPE.initial : REGISTRATION_TYPE.reRegistration;
    // Filter criteria do not apply to emergency registrations (TS 24.229 §5.4.8).
    if (!isEmergency(request)) {
      this.#tellServers(io, { registration, registrationType, expires: granted, response: wireText(response) });
    }
    if (registered !== undefined) this.notifier.notifyAll(io, registration, { event: 'refreshed', changed: added });
  }

  /** pub-gruu is the identity with the instance, temp-gruu a new name at every REGISTER (RFC 5627 §3, §5.3). */
  #gruuFor(io: Io, request: SipPacket, { instance }: Binding, identity: string): Gruu | undefined {
    const isAsked = this.#habits.gruu === true && request.tokens('Supported').includes('gruu');
    if (!isAsked || instance === undefined) return undefined;
    const name = `tgruu.${io.random('gruu').hex(16)}`;
    return {
      pub: `${identity};gr=${instance.replace(/^<|>$/g, '')}`,
      temp: `sip:${name}@${this.#around.network.homeDomain};gr`,
    };
  }

  #grantedFor(request: SipPacket, contact: number): number {
    const asked = Math.min(requestedExpiry(request, contact).seconds ?? 3600, this.#around.network.maxExpires);
    const { grants = [] } = this.#habits;
    return Math.min(asked, grants[this.#granted] ?? grants.at(-1) ?? asked);
  }

  /** What a 200 to REGISTER says (TS 24.229 §5.4.1.2.2F). */
  #okHeaders(io: Io, request: SipPacket, registration: Registration, answer: DiameterMessage): HeaderLine[] {
    const { network } = this.#around;
    const contacts = registration.bindings.map(binding => contactValue(binding, io.now)).join(', ');
    const usesFlows = registration.bindings.some(binding => binding.regId !== undefined);
    const addresses = chargingAddresses(answer, network);
    // Charging addresses leave the home network only if the P-CSCF is part of it (TS 24.229 §5.4.1.2.2F).
    const isHome = network.homeDomain === network.visitedNetwork;
    return [
      header('Contact', contacts, request.origin('Contact')),
      header('P-Associated-URI', associatedUris(registration.profile)),
      ...this.#routeHeaders(request),
      ...(usesFlows ? [header('Require', 'outbound')] : []),
      ...(isHome && addresses !== '' ? [header('P-Charging-Function-Addresses', addresses)] : []),
    ];
  }

  /** What every 2xx to REGISTER has between networks (TS 29.165 table B.14.2). */
  #routeHeaders(request: SipPacket): HeaderLine[] {
    const { network, own } = this.#around;
    const vector = request.value('P-Charging-Vector');
    return [
      header('Service-Route', `<sip:orig@${own.host}:${own.port};lr>`),
      ...request.values('Path').map(path => header('Path', path)),
      ...(vector === undefined
        ? []
        : [header('P-Charging-Vector', `${vector};term-ioi="Type 1${network.homeDomain}"`)]),
    ];
  }

  /** De-registration by the UE: of everything, or of some of its contacts (TS 24.229 §5.4.1.4). */
  #deregister(io: Io, request: SipPacket, replies: Replies): void {
    const identities = identitiesOf(request);
    const registration = this.registrar.find(identities.impu);
    const refused = checkBound(request, registration);
    if (refused !== undefined || registration === undefined) {
      if (refused !== undefined) replies.refuse(refused);
      return;
    }
    const contacts = request.addresses('Contact');
    const isNamed = (binding: Binding): boolean => contacts.some(one => one.star || one.uri?.text === binding.uri);
    const gone = registration.bindings.filter(isNamed);
    const kept = registration.bindings.filter(binding => !isNamed(binding));
    const all = [...kept, ...gone.map(binding => ({ ...binding, expires: io.now }))];
    const value = all.map(binding => contactValue(binding, io.now)).join(', ');
    const lines = [header('Contact', value, request.origin('Contact')), ...this.#routeHeaders(request)];
    const response = responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8));
    if (kept.length > 0) {
      // The identity stays registered, so the HSS is not told.
      replies.ok(response, 'TS 24.229 §5.4.1.4');
      this.#removeBindings(io, registration, gone, 'unregistered');
      return;
    }
    this.assign(io, identities, SERVER_ASSIGNMENT_TYPE.USER_DEREGISTRATION, () => {
      replies.ok(response, 'TS 24.229 §5.4.1.4');
      this.#end(io, { ...registration, request }, 'unregistered', wireText(response));
    });
  }

  /** Some contacts go, others stay (RFC 3680 §5.2). */
  #removeBindings(io: Io, registration: Registration, gone: readonly Binding[], event: ContactEvent): void {
    registration.bindings = registration.bindings.filter(binding => !gone.includes(binding));
    awaitExpiry(io, registration);
    this.notifier.notifyAll(io, registration, { event, changed: gone });
  }

  /** A contact, or the whole registration, ran out: nobody refreshed it (TS 24.229 §5.4.1.2.2, TS 29.228 §6.1.2). */
  expire(io: Io, key: string): void {
    const registration = this.registrar.all().find(one => `${one.impi} ${one.impu}` === key);
    if (registration === undefined) return;
    const gone = registration.bindings.filter(binding => binding.expires <= io.now);
    if (gone.length < registration.bindings.length) {
      const uris = gone.map(binding => binding.uri).join(', ');
      io.note(`Contact ${uris} runs out`, { kind: 'timer', clause: 'RFC 3261 §10.3' });
      this.#removeBindings(io, registration, gone, 'expired');
      return;
    }
    io.note(`Registration of ${registration.impu} runs out`, { kind: 'timer', clause: 'RFC 3261 §10.3' });
    this.assign(io, registration, SERVER_ASSIGNMENT_TYPE.TIMEOUT_DEREGISTRATION, () => undefined);
    const sentence = `Nobody has refreshed the registration of ${registration.impu} in time.`;
    this.#end(io, registration, 'expired', '', [because('scscf-expired', 'RFC 3261 §10.3', sentence)]);
  }

  /** Removes the binding and tells everybody who must know: subscribers, then application servers. */
  #end(
    io: Io,
    registration: Registration,
    event: ContactEvent,
    response: string,
    why: readonly Because[] = [],
    done: () => void = () => undefined,
  ): void {
    io.stopTimer('registration', `${registration.impi} ${registration.impu}`);
    this.notifier.notifyAll(io, registration, { event, changed: registration.bindings, because: [...why] }, done);
    this.registrar.remove(registration);
    this.#tellServers(io, { registration, registrationType: REGISTRATION_TYPE.deRegistration, expires: 0, response });
  }

  #tellServers(io: Io, occasion: ThirdPartyOccasion): void {
    registerAtServers(
      io,
      { ...this.#around, onTermination: (at, registration, why) => this.#terminate(at, registration, why) },
      occasion,
    );
  }

  /** An application server that must not fail failed: network-initiated de-registration (TS 24.229 §5.4.1.5). */
  #terminate(io: Io, registration: Registration, why: Because): void {
    this.assign(io, registration, SERVER_ASSIGNMENT_TYPE.ADMINISTRATIVE_DEREGISTRATION, () => undefined);
    this.#end(io, registration, 'rejected', '', [why]);
  }

  /** RTR: the HSS ends the registration (TS 29.228 §6.1.3); `done` answers it when the subscribers have been told. */
  onTermination(io: Io, request: DiameterMessage, done: (code: number, avps?: AvpValues) => void): void {
    const reason = Number(
      avpMembers(request.avps, 'Deregistration-Reason').find(avp => avp.name === 'Reason-Code')?.data ?? 0,
    );
    const impi = avpText(request.avps, 'User-Name') ?? '';
    const named = avpTexts(request.avps, 'Public-Identity');
    const found =
      named.length === 0 ? this.registrar.findByImpi(impi) : named.flatMap(impu => this.registrar.find(impu) ?? []);
    // Identities of one implicit set lead to the same registration.
    const concerned = [...new Set(found)];
    // An emergency registration survives what ends the subscription (TS 29.228 §6.1.3.1).
    const surviving = reason === 0 || reason === 3 ? concerned.filter(one => isEmergency(one.request)) : [];
    if (surviving.length > 0 && surviving.length === concerned.length) {
      const identities = surviving.map(one => ({ 'User-Name': one.impi, 'Public-Identity': one.impu }));
      done(5012, { 'Identity-with-Emergency-Registration': identities });
      return;
    }
    // NEW_SERVER_ASSIGNED and REMOVE_S-CSCF: another S-CSCF has the user, so nobody is asked to do anything.
    if (reason === 1 || reason === 3 || concerned.length === 0) {
      for (const registration of concerned) this.registrar.remove(registration);
      done(2001);
      return;
    }
    let open = concerned.length;
    const info = avpText(avpMembers(request.avps, 'Deregistration-Reason'), 'Reason-Info') ?? `reason ${reason}`;
    const why = because('scscf-terminated', 'TS 29.228 §6.1.3', `The HSS ends the registration: ${info}.`);
    for (const registration of concerned) {
      this.#end(io, registration, reason === 2 ? 'deactivated' : 'rejected', '', [why], () => {
        open--;
        if (open === 0) done(2001);
      });
    }
  }

  /** PPR: the profile of an implicit set is another from now on (TS 29.228 §6.2.2); the code that answers it. */
  onProfile(request: DiameterMessage): number {
    const profile = readUserProfile(avpText(request.avps, 'User-Data') ?? '');
    const [identity] = profile?.identities ?? [];
    const registration = identity && this.registrar.find(identity.identity);
    if (profile === undefined || registration === undefined) return 5012;
    this.registrar.add({ ...registration, profile });
    return 2001;
  }

  /** Network-initiated re-authentication: the registration is shortened, so that the UE comes back (TS 24.229 §5.4.1.6). */
  shorten(io: Io): void {
    for (const registration of this.registrar.all()) {
      this.reauthenticate.add(registration.impi);
      registration.bindings = registration.bindings.map(binding => ({
        ...binding,
        expires: Math.min(binding.expires, io.now + SHORTENED * 1000),
      }));
      awaitExpiry(io, registration);
      this.notifier.notifyAll(io, registration, { event: 'shortened', changed: registration.bindings });
    }
  }

  state(now: number): { readonly [name: string]: StateValue } {
    return { registrations: this.registrar.state(), subscriptions: this.notifier.state(now) };
  }
}

/** A Path that the UE has not asked for is taken all the same (RFC 3327 §5.3 leaves it to the registrar; policy). */
function noteUnsupportedPath(io: Io, request: SipPacket): void {
  if (request.header('Path') === undefined || request.tokens('Supported').includes('path')) return;
  const sentence = 'There is a Path, but Supported does not name path; the registrar takes it all the same.';
  const place = firstPlace(request.place('Supported'), request.startPlace());
  const why = because('scscf-path-unsupported', 'RFC 3327 §5.3', sentence, place);
  io.note('Path taken although the UE does not support it', { because: [why], clause: why.spec });
}

/** The timer of a registration fires when its first contact runs out. */
function awaitExpiry(io: Io, { impi, impu, bindings }: Registration): void {
  const first = Math.min(...bindings.map(binding => binding.expires));
  if (Number.isFinite(first)) io.startTimer('registration', `${impi} ${impu}`, first - io.now);
}

/** The names that the HSS gave, or else the configured ones (TS 29.228 §6.1.2, RFC 7315 §5.5). */
function chargingAddresses(answer: DiameterMessage, network: Network): string {
  const given = avpMembers(answer.avps, 'Charging-Information');
  const names = ['Primary-Charging-Collection-Function-Name', 'Secondary-Charging-Collection-Function-Name'];
  const ccf = names.flatMap(name => avpText(given, name)?.replace(/^aaas?:\/\/([^:;]+).*$/, '$1') ?? []);
  return [...ccf.map(name => `ccf=${name}`), ...network.ecf.map(name => `ecf=${name}`)].join(';');
}
