/** The P-CSCF for requests other than REGISTER, and its own subscription (TS 24.229 §5.2.3, §5.2.6, §5.2.7). */
import type { Network } from '../config/configuration.ts';
import type { Io, TransportPath } from './actor.ts';
import { type AssociationSet, association } from './associations.ts';
import {
  type HeaderLine,
  header,
  markSource,
  responseTo,
  type SipPacket,
  withHeadersAfter,
  withoutHeaders,
  withTopVia,
} from './message.ts';
import { because } from './origin.ts';
import type { PcscfUser, PcscfUsers } from './pcscfUsers.ts';
import { oneHopLess, returnedResponse, withoutToken } from './registerForwarding.ts';
import { RegSubscriber } from './regSubscriber.ts';
import { checkProxied, checkRequest, type Refusal, refusal, refuse } from './requestChecks.ts';
import type { Resolver } from './resolver.ts';
import type { StateValue } from './result.ts';
import { ACCESS_TIMERS, CORE_TIMERS, responsePath, type ServerTransaction, type Transactions } from './transactions.ts';

/**
 * How long associations outlive a registration that the network ended, in virtual milliseconds: the NOTIFY to the UE
 * still needs them (TS 33.203 §7.4.2a; policy: timer F towards the UE).
 */
const RELEASE = 64 * ACCESS_TIMERS.t1;

interface Surroundings {
  readonly network: Network;
  readonly users: PcscfUsers;
  readonly transactions: Transactions;
  readonly resolver: Resolver;
}

export class PcscfProxy {
  readonly #around: Surroundings;
  readonly #subscribers = new Map<string, RegSubscriber>();
  readonly #tokens = new Map<string, string>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /**
   * The Path of a user, or of one of its flows when the edge keeps these apart; its user part tells them apart when
   * requests come back (RFC 3327 §5, RFC 5626 §5.2).
   */
  pathOf(io: Io, impi: string, flow: string | undefined): string {
    const { pcscf } = this.#around.network;
    const hasFlows = flow !== undefined;
    const key = hasFlows ? `${impi} ${flow}` : impi;
    const token = this.#tokens.get(key) ?? `term-${io.random('path').hex(8)}`;
    this.#tokens.set(key, token);
    // "ob" says that the edge keeps flows apart (RFC 5626 §5.1).
    return `<sip:${token}@${pcscf.host}:${pcscf.port};lr${hasFlows ? ';ob' : ''}>`;
  }

  #isOwn(uri: string): boolean {
    const { pcscf } = this.#around.network;
    return uri.includes(pcscf.host) || uri.includes(pcscf.address);
  }

  onRequest(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined): void {
    const { request } = transaction;
    const subscriber = [...this.#subscribers.entries()].find(([, one]) => one.owns(request));
    const refused =
      checkRequest('pcscf', request) ?? checkProxied('pcscf', request, ['sec-agree', 'path', 'outbound', 'gruu']);
    if (refused !== undefined) this.#refuse(io, transaction, set, refused);
    else if (subscriber !== undefined) this.#onNotify(io, transaction, ...subscriber);
    else if (set !== undefined) this.#fromUe(io, transaction, set);
    else this.#towardsUe(io, transaction);
  }

  #refuse(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined, refused: Refusal): void {
    const message = refuse(transaction.request, refused, io.random('tag').hex(8));
    this.#around.transactions.respond(io, transaction, message, this.#backPath(transaction, set));
  }

  #backPath(transaction: ServerTransaction, set: AssociationSet | undefined): TransportPath {
    const { request, path } = transaction;
    const protectedBy = set && association(set, 3);
    if (protectedBy === undefined) return responsePath(request, path);
    const { source, destination } = protectedBy;
    return { protocol: path.protocol, source, destination, association: protectedBy };
  }

  /** A request of a registered UE goes along its Service-Route, with the identity asserted (TS 24.229 §5.2.6.3). */
  #fromUe(io: Io, transaction: ServerTransaction, set: AssociationSet): void {
    const { network, users, resolver } = this.#around;
    const { request } = transaction;
    const user = users.ownerOf(set);
    const identity = user?.associated?.[0];
    const routes = request.addresses('Route').filter(address => !this.#isOwn(address.uri?.text ?? ''));
    const next = routes[0]?.uri;
    if (user === undefined || identity === undefined || next?.host === undefined) {
      const sentence = `The ${request.method} does not follow the Service-Route of a registration.`;
      const why = because('pcscf-service-route', 'TS 24.229 §5.2.6.3.2', sentence);
      this.#refuse(io, transaction, set, refusal(403, 'Forbidden', why));
      return;
    }
    const { pcscf } = network;
    const copy = request.copy();
    const cleaned = withoutToken(withoutToken(copy.headers, 'Require', 'sec-agree'), 'Proxy-Require', 'sec-agree');
    const inserted: HeaderLine[] = [
      ...routes.map(address => header('Route', `<${address.uri?.text}>`)),
      header('Record-Route', `<sip:mo@${pcscf.host}:${pcscf.port};lr>`),
      header('P-Asserted-Identity', `<${identity}>`),
      header('P-Charging-Vector', this.#chargingVector(io)),
    ];
    const names = ['Route', 'Security-Verify', 'Security-Client', 'P-Preferred-Identity', 'P-Charging-Vector'];
    const headers = withHeadersAfter(withoutHeaders(cleaned, ...names), 'Max-Forwards', inserted);
    resolver.resolve(io, next.host, next.port, resolved => {
      if (resolved.endpoint === undefined) {
        const why = because('pcscf-no-route', 'RFC 3263 §4', `The next hop cannot be found (${resolved.reason}).`);
        this.#refuse(io, transaction, set, refusal(504, 'Server Time-out', why));
        return;
      }
      this.#relay(
        io,
        transaction,
        set,
        { ...copy, headers },
        {
          protocol: 'UDP',
          source: { address: pcscf.address, port: pcscf.port },
          destination: resolved.endpoint,
        },
      );
    });
  }

  #chargingVector(io: Io): string {
    const { pcscf, visitedNetwork } = this.#around.network;
    return `icid-value="${io.random('icid').hex(24)}";icid-generated-at=${pcscf.address};orig-ioi="Type 1${visitedNetwork}"`;
  }

  /** A request for a UE goes into the association that the P-CSCF opens (TS 24.229 §5.2.6.4). */
  #towardsUe(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const user = this.#around.users.byContact(request.requestUri ?? '');
    const set = user?.current?.set;
    const protectedBy = set && association(set, 3);
    if (user === undefined || protectedBy === undefined) {
      const sentence = `A ${request.method} passes only through the security associations of a registration.`;
      const why = because('pcscf-not-registered', 'TS 24.229 §5.2.6.3', sentence);
      this.#refuse(io, transaction, undefined, refusal(403, 'Forbidden', why));
      return;
    }
    const copy = request.copy();
    const routes = request.addresses('Route').filter(address => !this.#isOwn(address.uri?.text ?? ''));
    const kept = routes.map(address => header('Route', `<${address.uri?.text}>`));
    const cleaned = withoutHeaders(copy.headers, 'Route', 'P-Charging-Vector', 'P-Charging-Function-Addresses');
    const { source, destination } = protectedBy;
    const path = { protocol: 'UDP', source, destination, association: protectedBy } as const;
    this.#relay(
      io,
      transaction,
      undefined,
      { ...copy, headers: withHeadersAfter(cleaned, 'Max-Forwards', kept) },
      path,
    );
  }

  /** Sends a request on and its response back; on the way to the UE the own Record-Route names the protected port. */
  #relay(
    io: Io,
    transaction: ServerTransaction,
    set: AssociationSet | undefined,
    message: ReturnType<SipPacket['copy']>,
    path: TransportPath,
  ): void {
    const { request } = transaction;
    const { transactions } = this.#around;
    const { source } = path;
    const via = `SIP/2.0/UDP ${source.address}:${source.port};branch=z9hG4bK-${io.random('branch').hex(16)}`;
    const marked = markSource(message.headers, request.vias()[0]?.host, transaction.path.source);
    const headers = withTopVia(oneHopLess(marked, request), via);
    const handlers = {
      response: (response: SipPacket) => {
        const returned = returnedResponse(response);
        const seenByUe = set === undefined ? returned : { ...returned, headers: this.#forUe(returned.headers, set) };
        transactions.respond(io, transaction, seenByUe, this.#backPath(transaction, set));
      },
      timeout: () => {
        const why = because('pcscf-no-answer', 'RFC 3261 §16.8', `Nobody answers the ${request.method}.`);
        this.#refuse(io, transaction, set, refusal(408, 'Request Timeout', why));
      },
    };
    const timers = path.association === undefined ? CORE_TIMERS : ACCESS_TIMERS;
    transactions.request(io, { ...message, headers }, path, timers, handlers, { clause: 'TS 24.229 §5.2.6' });
  }

  #forUe(headers: readonly HeaderLine[], set: AssociationSet): HeaderLine[] {
    const { pcscf } = this.#around.network;
    const { portS } = set.agreement.pcscf;
    return withoutHeaders(headers, 'P-Charging-Vector', 'P-Charging-Function-Addresses').map(line =>
      line.name === 'Record-Route'
        ? { ...line, value: line.value.replace(`${pcscf.host}:${pcscf.port}`, `${pcscf.address}:${portS}`) }
        : line,
    );
  }

  /** SUBSCRIBE to the user's registration, once per user and S-CSCF (TS 24.229 §5.2.3). */
  watch(io: Io, user: PcscfUser, hasMoved: boolean): void {
    const identity = user.associated?.[0];
    const subscriber = this.#subscribers.get(user.impi) ?? new RegSubscriber();
    if (identity === undefined || (subscriber.isActive && !hasMoved)) return;
    if (hasMoved) subscriber.forget();
    this.#subscribers.set(user.impi, subscriber);
    const { network, resolver, transactions } = this.#around;
    const { pcscf, homeDomain } = network;
    const source = { address: pcscf.address, port: pcscf.port };
    const own = `sip:${pcscf.host}:${pcscf.port}`;
    resolver.resolve(io, homeDomain, undefined, resolved => {
      if (resolved.endpoint === undefined) return;
      const message = subscriber.subscribe(io, {
        resource: identity,
        from: own,
        contact: own,
        via: `SIP/2.0/UDP ${source.address}:${source.port};branch=z9hG4bK-${io.random('branch').hex(16)}`,
        routes: [],
        extra: [header('P-Asserted-Identity', `<${own}>`), header('P-Charging-Vector', this.#chargingVector(io))],
      });
      const path = { protocol: 'UDP', source, destination: resolved.endpoint } as const;
      const handlers = {
        response: (response: SipPacket) => subscriber.onResponse(response),
        timeout: () => subscriber.forget(),
      };
      transactions.request(io, message, path, CORE_TIMERS, handlers, { clause: 'TS 24.229 §5.2.3' });
    });
  }

  /** A NOTIFY for the P-CSCF itself: when all contacts are gone, so is the user (TS 24.229 §5.2.5). */
  #onNotify(io: Io, transaction: ServerTransaction, impi: string, subscriber: RegSubscriber): void {
    const { transactions, users } = this.#around;
    const document = subscriber.onNotify(transaction.request);
    const response = responseTo(transaction.request, 200, 'OK');
    transactions.respond(io, transaction, response, this.#backPath(transaction, undefined), {
      clause: 'TS 24.229 §5.2.3',
    });
    const isOver = document?.registrations.every(one => one.state === 'terminated') ?? false;
    if (!isOver) return;
    this.#subscribers.delete(impi);
    const user = users.byImpi(impi);
    if (user === undefined) return;
    user.registeredUntil = io.now;
    io.startTimer('release', impi, RELEASE);
  }

  state(): StateValue {
    return [...this.#subscribers].map(([impi, subscriber]) => ({ impi, subscription: subscriber.state() }));
  }
}
