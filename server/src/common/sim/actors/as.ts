/** Application server: takes the third-party REGISTER (TS 24.229 §5.7.1.1). */
import type { ApplicationServer as ServerConfiguration } from '../../config/configuration.ts';
import type { Actor, Io, SimEvent } from '../actor.ts';
import { header, responseTo, type SipPacket } from '../message.ts';
import { RegSubscriber } from '../regSubscriber.ts';
import type { StateValue } from '../result.ts';
import { CORE_TIMERS, responsePath, type ServerTransaction, Transactions } from '../transactions.ts';

/** What a flow may ask of an application server. */
export interface ApplicationServerHabits {
  /** Watches the registration of every user that it is told of (TS 24.229 §5.7.1.1). */
  readonly subscribes?: boolean;
}

export class ApplicationServer implements Actor {
  readonly id: string;
  readonly label: string;
  readonly addresses: readonly string[];
  readonly #own: ServerConfiguration;
  readonly #subscribes: boolean;
  readonly #transactions = new Transactions();
  readonly #users = new Map<string, number>();
  readonly #subscribers = new Map<string, RegSubscriber>();

  constructor(configuration: ServerConfiguration, habits: ApplicationServerHabits = {}) {
    this.id = configuration.name;
    this.label = configuration.name.toUpperCase();
    this.addresses = [configuration.address];
    this.#own = configuration;
    this.#subscribes = habits.subscribes ?? false;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#transactions.onTimer(io, event);
    if (event.type !== 'sip') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction === undefined) return;
    const { request } = transaction;
    const subscriber = [...this.#subscribers.values()].find(one => one.owns(request));
    if (request.method === 'REGISTER') this.#register(io, transaction);
    else if (subscriber !== undefined) this.#onNotify(io, transaction, subscriber);
    else this.#refuse(io, transaction);
  }

  #refuse(io: Io, transaction: ServerTransaction): void {
    const { request, path } = transaction;
    const allow = [header('Allow', 'REGISTER')];
    const refusal = responseTo(request, 405, 'Method Not Allowed', allow, [], io.random('tag').hex(8));
    this.#transactions.respond(io, transaction, refusal, responsePath(request, path));
  }

  #register(io: Io, transaction: ServerTransaction): void {
    const { request, path } = transaction;
    const tag = io.random('tag').hex(8);
    const expires = request.integer('Expires') ?? 0;
    const user = request.addresses('To')[0]?.uri?.text ?? '';
    if (expires > 0) this.#users.set(user, expires);
    else this.#users.delete(user);
    const contact = request.value('Contact');
    const lines = contact === undefined ? [] : [header('Contact', `${contact};expires=${expires}`)];
    const answer = responseTo(request, 200, 'OK', lines, [], tag);
    this.#transactions.respond(io, transaction, answer, responsePath(request, path), { clause: 'TS 24.229 §5.7.1.1' });
    if (this.#subscribes && expires > 0) this.#subscribe(io, transaction, user);
  }

  /** SUBSCRIBE to the registration, at the S-CSCF that has told of it (TS 24.229 §5.7.1.1, §5.4.2.1.1). */
  #subscribe(io: Io, { request, path }: ServerTransaction, user: string): void {
    const subscriber = this.#subscribers.get(user) ?? new RegSubscriber();
    if (subscriber.isActive) return;
    this.#subscribers.set(user, subscriber);
    const { address, port, uri } = this.#own;
    const message = subscriber.subscribe(io, {
      resource: user,
      from: uri,
      contact: uri,
      via: `SIP/2.0/UDP ${address}:${port};branch=z9hG4bK-${io.random('branch').hex(16)}`,
      routes: request.addresses('Contact').flatMap(one => (one.uri === undefined ? [] : `<${one.uri.text};lr>`)),
      extra: [
        header('P-Asserted-Identity', `<${uri}>`),
        header('P-Charging-Vector', `icid-value="${io.random('icid').hex(24)}";icid-generated-at=${address}`),
      ],
    });
    const forward = { protocol: 'UDP', source: { address, port }, destination: path.source } as const;
    const handlers = {
      response: (response: SipPacket) => subscriber.onResponse(response),
      timeout: () => subscriber.forget(),
    };
    this.#transactions.request(io, message, forward, CORE_TIMERS, handlers, { clause: 'TS 24.229 §5.7.1.1' });
  }

  #onNotify(io: Io, transaction: ServerTransaction, subscriber: RegSubscriber): void {
    const { request, path } = transaction;
    subscriber.onNotify(request);
    const clause = { clause: 'RFC 6665 §4.1.3' };
    this.#transactions.respond(io, transaction, responseTo(request, 200, 'OK'), responsePath(request, path), clause);
  }

  state(): StateValue {
    const users = [...this.#users].map(([identity, expires]) => ({ identity, expires }));
    const subscriptions = [...this.#subscribers].map(([identity, one]) => ({ identity, subscription: one.state() }));
    return { users, ...(this.#subscribes && { subscriptions }) };
  }
}
