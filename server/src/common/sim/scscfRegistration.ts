/** What an S-CSCF does once a REGISTER is authenticated: bindings, 200, filter criteria, reg event, the end of it all. */
import type { Network, Scscf } from '../config/configuration.ts';
import { SERVER_ASSIGNMENT_TYPE } from '../diameter/cx.ts';
import { type AvpValues, avpMembers, avpText, avpTexts, outcomeOf } from '../diameter/message.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import type { Address } from '../syntax/values.ts';
import type { Io } from './actor.ts';
import type { AnswerHandler, DiameterPeer } from './diameterPeer.ts';
import { identitiesOf, isDeregistration, isEmergency } from './identities.ts';
import { type HeaderLine, header, type OutgoingMessage, responseTo, type SipPacket, wireText } from './message.ts';
import { because } from './origin.ts';
import type { ContactEvent } from './reginfo.ts';
import {
  associatedUris,
  type Binding,
  bindingOf,
  contactValue,
  defaultIdentity,
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
    const refused = registered && (checkOrder(request, registered) ?? checkNewContact(request, registered, replies));
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
    const lives = request.addresses('Contact').map((_, i) => this.#grantedFor(request, i));
    const granted = Math.max(0, ...lives);
    this.#granted++;
    const contacts = request.addresses('Contact');
    const added = contacts.map((contact, i) => bindingOf(request, contact, io.now + (lives[i] ?? 0) * 1000));
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
    io.startTimer('registration', `${impi} ${registration.impu}`, granted * 1000);
    const lines = [...this.#okHeaders(io, request, registration, answer), ...replies.lines];
    const response = responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8));
    replies.ok(response, 'TS 24.229 §5.4.1.2.2F');
    const registrationType = registered === undefined ? REGISTRATION_TYPE.initial : REGISTRATION_TYPE.reRegistration;
    // Filter criteria do not apply to emergency registrations (TS 24.229 §5.4.8).
    if (!isEmergency(request)) {
      this.#tellServers(io, { registration, registrationType, expires: granted, response: wireText(response) });
    }
    if (registered !== undefined) this.notifier.notifyAll(io, registration, 'refreshed');
  }

  #grantedFor(request: SipPacket, contact: number): number {
    const asked = Math.min(requestedExpiry(request, contact).seconds ?? 3600, this.#around.network.maxExpires);
    const { grants = [] } = this.#habits;
    return Math.min(asked, grants[this.#granted] ?? grants.at(-1) ?? asked);
  }

  /** Multiple registrations need an edge that supports them, and one flow a REGISTER (RFC 5626 §4.2, §6). */
  checkFlows(request: SipPacket): Refusal | undefined {
    const flows = request.addresses('Contact').filter(contact => parameterOf(contact, 'reg-id') !== undefined);
    if (flows.length > 1) {
      const why = because(
        'scscf-several-flows',
        'RFC 5626 §4.2.1',
        'One REGISTER may name one reg-id only.',
        request.place('Contact', 'reg-id'),
      );
      return refusal(400, 'Bad Contact', why);
    }
    // Proxies put their Path on top, so the first hop is the last one listed.
    const firstHop = request.addresses('Path').at(-1)?.uri;
    const hasOutbound = firstHop?.params.some(param => param.nameLower === 'ob') ?? false;
    if (flows.length === 0 || hasOutbound || !request.tokens('Supported').includes('outbound')) return undefined;
    const sentence = 'The UE asks for a flow of its own (reg-id), but the first hop of Path has no "ob".';
    return refusal(
      439,
      'First Hop Lacks Outbound Support',
      because('scscf-no-outbound', 'RFC 5626 §6', sentence, request.place('Contact', 'reg-id')),
    );
  }

  /** What a 200 to REGISTER says (TS 24.229 §5.4.1.2.2F). */
  #okHeaders(io: Io, request: SipPacket, registration: Registration, answer: DiameterMessage): HeaderLine[] {
    const { network } = this.#around;
    const hasGruu = this.#habits.gruu === true && request.tokens('Supported').includes('gruu');
    const gruu = (binding: Binding): string =>
      hasGruu ? gruuParameters(io, registration, binding, network.homeDomain) : '';
    const contacts = registration.bindings.map(binding => contactValue(binding, io.now) + gruu(binding)).join(', ');
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

  /** De-registration by the UE (TS 24.229 §5.4.1.4). */
  #deregister(io: Io, request: SipPacket, replies: Replies): void {
    const identities = identitiesOf(request);
    const registration = this.registrar.find(identities.impu);
    if (registration === undefined) {
      const sentence = `"${identities.impu}" has no binding here.`;
      const why = because('scscf-no-binding', 'TS 24.229 §5.4.1.4', sentence, request.place('Contact'));
      replies.refuse(refusal(481, 'Call/Transaction Does Not Exist', why));
      return;
    }
    this.assign(io, identities, SERVER_ASSIGNMENT_TYPE.USER_DEREGISTRATION, () => {
      const gone = registration.bindings
        .map(binding => contactValue({ ...binding, expires: io.now }, io.now))
        .join(', ');
      const lines = [header('Contact', gone, request.origin('Contact')), ...this.#routeHeaders(request)];
      const response = responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8));
      replies.ok(response, 'TS 24.229 §5.4.1.4');
      this.#end(io, { ...registration, request }, 'unregistered', wireText(response));
    });
  }

  /** The registration ran out: nobody refreshed it (TS 24.229 §5.4.1.2.2, TS 29.228 §6.1.2). */
  expire(io: Io, key: string): void {
    const registration = this.registrar.all().find(one => `${one.impi} ${one.impu}` === key);
    if (registration === undefined) return;
    io.note(`Registration of ${registration.impu} runs out`, { kind: 'timer', clause: 'RFC 3261 §10.3' });
    this.assign(io, registration, SERVER_ASSIGNMENT_TYPE.TIMEOUT_DEREGISTRATION, () => undefined);
    this.#end(io, registration, 'expired', '');
  }

  /** Removes the binding and tells everybody who must know: subscribers, then application servers. */
  #end(
    io: Io,
    registration: Registration,
    event: ContactEvent,
    response: string,
    done: () => void = () => undefined,
  ): void {
    io.stopTimer('registration', `${registration.impi} ${registration.impu}`);
    this.notifier.notifyAll(io, registration, event, done);
    this.registrar.remove(registration);
    this.#tellServers(io, { registration, registrationType: REGISTRATION_TYPE.deRegistration, expires: 0, response });
  }

  #tellServers(io: Io, occasion: ThirdPartyOccasion): void {
    registerAtServers(
      io,
      { ...this.#around, onTermination: (at, registration) => this.#terminate(at, registration) },
      occasion,
    );
  }

  /** An application server that must not fail failed: network-initiated de-registration (TS 24.229 §5.4.1.5). */
  #terminate(io: Io, registration: Registration): void {
    this.assign(io, registration, SERVER_ASSIGNMENT_TYPE.ADMINISTRATIVE_DEREGISTRATION, () => undefined);
    this.#end(io, registration, 'rejected', '');
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
    for (const registration of concerned) {
      this.#end(io, registration, reason === 2 ? 'deactivated' : 'rejected', '', () => {
        open--;
        if (open === 0) done(2001);
      });
    }
  }

  /** Network-initiated re-authentication: the registration is shortened, so that the UE comes back (TS 24.229 §5.4.1.6). */
  shorten(io: Io): void {
    for (const registration of this.registrar.all()) {
      this.reauthenticate.add(registration.impi);
      registration.bindings = registration.bindings.map(binding => ({
        ...binding,
        expires: Math.min(binding.expires, io.now + SHORTENED * 1000),
      }));
      io.startTimer('registration', `${registration.impi} ${registration.impu}`, SHORTENED * 1000);
      this.notifier.notifyAll(io, registration, 'shortened');
    }
  }

  state(now: number): { readonly [name: string]: StateValue } {
    return { registrations: this.registrar.state(), subscriptions: this.notifier.state(now) };
  }
}

function parameterOf(contact: Address, name: string): string | undefined {
  return contact.params.find(param => param.nameLower === name)?.value;
}

/** pub-gruu is the identity with the instance, temp-gruu a new name at every REGISTER (RFC 5627 §3, §5.3). */
function gruuParameters(io: Io, registration: Registration, binding: Binding, homeDomain: string): string {
  if (binding.instance === undefined) return '';
  const identity = defaultIdentity(registration.profile) ?? registration.impu;
  const instance = binding.instance.replace(/^<|>$/g, '');
  return `;pub-gruu="${identity};gr=${instance}";temp-gruu="sip:tgruu.${io.random('gruu').hex(16)}@${homeDomain};gr"`;
}

/** Inside a standing association a new contact without a flow of its own is refused (TS 24.229 §5.4.1.2.2). */
function checkNewContact(request: SipPacket, registered: Registration, replies: Replies): Refusal | undefined {
  if (replies.isChallenged) return undefined;
  const unknown = request.addresses('Contact').find(contact => {
    const uri = contact.uri?.text;
    return parameterOf(contact, 'reg-id') === undefined && !registered.bindings.some(binding => binding.uri === uri);
  });
  if (unknown === undefined) return undefined;
  const uri = unknown.uri?.text ?? '';
  const sentence = `"${uri}" is not the contact that was registered inside this association.`;
  return refusal(
    403,
    'Forbidden',
    because('scscf-new-contact', 'TS 24.229 §5.4.1.2.2', sentence, request.place('Contact', uri)),
  );
}

/** The names that the HSS gave, or else the configured ones (TS 29.228 §6.1.2, RFC 7315 §5.5). */
function chargingAddresses(answer: DiameterMessage, network: Network): string {
  const given = avpMembers(answer.avps, 'Charging-Information');
  const names = ['Primary-Charging-Collection-Function-Name', 'Secondary-Charging-Collection-Function-Name'];
  const ccf = names.flatMap(name => avpText(given, name)?.replace(/^aaas?:\/\/([^:;]+).*$/, '$1') ?? []);
  return [...ccf.map(name => `ccf=${name}`), ...network.ecf.map(name => `ecf=${name}`)].join(';');
}

/** A request of the same Call-ID must have a higher CSeq than the last one that was granted (RFC 3261 §10.3 step 7). */
function checkOrder(request: SipPacket, registered: Registration): Refusal | undefined {
  const cseq = request.cseq?.number ?? 0;
  const last = Math.max(0, ...registered.bindings.filter(one => one.callId === request.callId).map(one => one.cseq));
  if (cseq > last) return undefined;
  const sentence = `CSeq ${cseq} is not above ${last}, the last one of this Call-ID.`;
  const why = because('scscf-cseq-order', 'RFC 3261 §10.3', sentence, request.place('CSeq', String(cseq)));
  return refusal(500, 'Server Internal Error', why);
}

/** The SIP answer to a Cx answer that is no success (TS 24.229 §5.4.1.2). */
export function cxRefusal(command: string, answer: DiameterMessage | undefined): Refusal {
  const clause = 'TS 24.229 §5.4.1.2.1';
  const outcome = answer && outcomeOf(answer);
  if (outcome === undefined) {
    const sentence = answer === undefined ? 'The HSS does not answer.' : `The ${command} has no result.`;
    return refusal(480, 'Temporarily Unavailable', because('scscf-hss-silent', clause, sentence));
  }
  const kind = outcome.experimental ? 'Experimental-Result-Code' : 'Result-Code';
  const sentence = `The HSS answers ${kind} ${outcome.code} ${outcome.name} in the ${command}.`;
  const why = because('scscf-cx', clause, sentence);
  if (outcome.experimental && [5001, 5002, 5004, 5006].includes(outcome.code)) return refusal(403, 'Forbidden', why);
  // Another S-CSCF has the user: the I-CSCF is to ask again (TS 29.228 §8.1.2; policy: 480).
  if (outcome.experimental && outcome.code === 5005) return refusal(480, 'Temporarily Unavailable', why);
  return refusal(500, 'Server Internal Error', why);
}
