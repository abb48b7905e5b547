/** Serving-CSCF: authenticates, registers, and tells the application servers (TS 24.229 §5.4.1). */
import type { Configuration, Network, Scscf as ScscfConfiguration } from '../../config/configuration.ts';
import type { AvpValues } from '../../diameter/message.ts';
import type { Actor, Io, Shown, SimEvent } from '../actor.ts';
import { answerTo, DiameterPeer } from '../diameterPeer.ts';
import type { OutgoingMessage, SipPacket } from '../message.ts';
import { because } from '../origin.ts';
import { checkFlows } from '../registerChecks.ts';
import {
  checkContacts,
  checkOptions,
  checkRequest,
  type Refusal,
  refusal,
  refuse,
  requestedExpiry,
} from '../requestChecks.ts';
import { Resolver } from '../resolver.ts';
import type { Because, StateValue } from '../result.ts';
import { Authenticator } from '../scscfAuthentication.ts';
import { RegistrationService, type ScscfHabits } from '../scscfRegistration.ts';
import { responsePath, type ServerTransaction, Transactions } from '../transactions.ts';

const OPTIONS = ['path', 'outbound', 'gruu', 'sec-agree'];

export class Scscf implements Actor {
  readonly id: string;
  readonly label: string;
  readonly addresses: readonly string[];
  readonly diameterHosts: readonly string[];
  readonly #network: Network;
  readonly #own: ScscfConfiguration;
  readonly #busy: Because | undefined;
  readonly #transactions = new Transactions();
  readonly #resolver = new Resolver();
  readonly #cx: DiameterPeer;
  readonly #service: RegistrationService;
  readonly #authenticator: Authenticator;

  constructor(configuration: Configuration, own: ScscfConfiguration, habits: ScscfHabits = {}) {
    const { network } = configuration;
    this.id = own.name;
    this.label = network.scscf.length === 1 ? 'S-CSCF' : `S-CSCF ${own.name}`;
    this.addresses = [own.address];
    this.diameterHosts = [own.host];
    this.#network = network;
    this.#own = own;
    this.#busy = habits.busy;
    this.#cx = new DiameterPeer({ host: own.host, realm: network.homeDomain });
    const around = { network, own, transactions: this.#transactions, resolver: this.#resolver, cx: this.#cx };
    const service = new RegistrationService(around, habits);
    this.#service = service;
    this.#authenticator = new Authenticator({
      network,
      own,
      cx: this.#cx,
      assign: (io, identities, type, handler) => service.assign(io, identities, type, handler),
      isRegistered: impi => service.registrar.findByImpi(impi).length > 0,
      mustReauthenticate: impi => service.reauthenticate.delete(impi) || habits.alwaysChallenges === true,
      habits,
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
      case 'refused':
        this.#transactions.onRefused(io, event);
        return;
      case 'sip': {
        const transaction = this.#transactions.receive(io, event);
        if (transaction !== undefined) this.#onRequest(io, transaction);
      }
    }
  }

  #onTimer(io: Io, event: SimEvent & { type: 'timer' }): void {
    const isOurs = this.#transactions.onTimer(io, event) || this.#resolver.onTimer(io, event);
    if (isOurs || this.#cx.onTimer(io, event)) return;
    if (event.name === 'reg-await-auth') this.#authenticator.onTimeout(io, event.key);
    if (event.name === 'registration') this.#service.expire(io, event.key);
  }

  #onRequest(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const refused = checkRequest('scscf', request) ?? checkOptions('scscf', request, 'Require', OPTIONS);
    if (refused !== undefined) {
      this.#refuse(io, transaction, refused);
    } else if (request.method === 'REGISTER') {
      this.#register(io, transaction);
    } else if (request.method === 'SUBSCRIBE') {
      this.#subscribe(io, transaction);
    } else {
      const why = because('scscf-method', 'RFC 3261 §8.2.1', `The S-CSCF takes no ${request.method} here.`);
      const allow = [{ name: 'Allow', value: 'REGISTER, SUBSCRIBE' }];
      this.#refuse(io, transaction, refusal(405, 'Method Not Allowed', why, allow));
    }
  }

  #respond(io: Io, transaction: ServerTransaction, message: OutgoingMessage, shown: Shown = {}): void {
    this.#transactions.respond(io, transaction, message, responsePath(transaction.request, transaction.path), shown);
  }

  #refuse(io: Io, transaction: ServerTransaction, refused: Refusal, inherited: readonly Because[] = []): void {
    const message = refuse(transaction.request, refused, io.random('tag').hex(8), inherited);
    this.#respond(io, transaction, message, { clause: refused.because.spec });
  }

  #register(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const refused =
      this.#checkBusy() ?? checkContacts('scscf', request) ?? this.#checkExpiry(request) ?? checkFlows(request);
    if (refused !== undefined) {
      this.#refuse(io, transaction, refused);
      return;
    }
    this.#authenticator.authenticate(io, request, {
      challenged: response => this.#respond(io, transaction, response, { clause: 'TS 24.229 §5.4.1.2.1A' }),
      refused: (failed, inherited) => this.#refuse(io, transaction, failed, inherited),
      accepted: (lines, isChallenged) =>
        this.#service.accept(io, request, {
          lines,
          isChallenged,
          ok: (response, clause) => this.#respond(io, transaction, response, { clause }),
          refuse: (failed, inherited) => this.#refuse(io, transaction, failed, inherited),
        }),
    });
  }

  #checkBusy(): Refusal | undefined {
    return this.#busy && refusal(480, 'Temporarily Unavailable', this.#busy);
  }

  /** RFC 3261 §10.3 step 7. Checked before the challenge, so that no vector is spent (policy). */
  #checkExpiry(request: SipPacket): Refusal | undefined {
    const { minExpires } = this.#network;
    const { seconds, header: name } = requestedExpiry(request);
    if (seconds === undefined || seconds === 0 || seconds >= minExpires) return undefined;
    const sentence = `The UE asks for ${seconds} s; the registrar grants at least ${minExpires} s.`;
    const fragment = name === 'Contact' ? `expires=${seconds}` : String(seconds);
    const place = { ...request.place(name, fragment), config: 'network.minExpires' };
    const why = because('scscf-interval-too-brief', 'RFC 3261 §10.3, TS 24.229 §5.4.1.2.2', sentence, place);
    return refusal(423, 'Interval Too Brief', why, [{ name: 'Min-Expires', value: String(minExpires) }]);
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

  /** Requests of the HSS: RTR (TS 29.228 §6.1.3) and PPR (§6.2.2). */
  #onDiameter(io: Io, event: SimEvent & { type: 'diameter' }): void {
    const { message, from } = event;
    if (!message.request) {
      this.#cx.onAnswer(io, event);
      return;
    }
    const node = { host: this.#own.host, realm: this.#network.homeDomain };
    const answer = (code: number, avps: AvpValues = {}): void =>
      io.diameter(from, answerTo(message, node, { code, experimental: false }, avps));
    if (message.command === 304) this.#service.onTermination(io, message, answer);
    else if (message.command === 305) answer(this.#service.onProfile(message));
    else answer(3001);
  }

  state(now: number): StateValue {
    return { ...this.#service.state(now), challenges: this.#authenticator.state() };
  }
}
