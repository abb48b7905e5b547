/** Proxy-CSCF: the first contact point of the UE (TS 24.229 §5.2, TS 33.203 §6 and §7). */
import { bytesFromHex } from '../../auth/encoding.ts';
import type { Configuration, Network } from '../../config/configuration.ts';
import { type AccessSecurity, integrityFlag, requiredMechanism } from '../accessModes.ts';
import type { Actor, Endpoint, Io, Shown, SimEvent, TransportPath } from '../actor.ts';
import { type AssociationSet, association, createSet } from '../associations.ts';
import { isEmergency } from '../identities.ts';
import { header, type OutgoingMessage, type SipPacket, withHeadersAfter } from '../message.ts';
import { because, firstPlace } from '../origin.ts';
import { PcscfProxy } from '../pcscfProxy.ts';
import { PcscfUsers } from '../pcscfUsers.ts';
import { quirkPolicy } from '../quirks.ts';
import { forwardedRegister, responseForUe } from '../registerForwarding.ts';
import {
  checkContacts,
  checkProxied,
  checkRequest,
  type Refusal,
  refusal,
  refuse,
  requestedExpiry,
} from '../requestChecks.ts';
import { Resolver } from '../resolver.ts';
import type { Because, StateValue } from '../result.ts';
import {
  chooseOffer,
  ipsecMechanism,
  mechanismsOf,
  parseMechanisms,
  securityServerValue,
} from '../securityAgreement.ts';
import { CORE_TIMERS, responsePath, type ServerTransaction, Transactions } from '../transactions.ts';

export interface PcscfOptions {
  readonly security: AccessSecurity;
  /** Takes every REGISTER in place of what DNS says: an ATCF or an IBCF. */
  readonly nextHop?: Endpoint;
  /** Line over which the user comes (TS 33.203 Annex R). */
  readonly line?: string;
  /** Address from which another user holds associations with every client port. */
  readonly occupied?: string;
  /** Supports multiple flows (RFC 5626). */
  readonly hasOutbound?: boolean;
  /** The UEs are other programs, maybe on the same host: only its own port is the P-CSCF's. */
  readonly isLive?: boolean;
}

const OPTIONS = ['sec-agree', 'path', 'outbound', 'gruu'];

export class Pcscf implements Actor {
  readonly id = 'pcscf';
  readonly label = 'P-CSCF';
  readonly addresses: readonly string[];
  readonly port?: number;
  readonly #network: Network;
  readonly #options: PcscfOptions;
  readonly #transactions = new Transactions();
  readonly #resolver = new Resolver();
  readonly #users: PcscfUsers;
  readonly #proxy: PcscfProxy;

  constructor(configuration: Configuration, options: PcscfOptions) {
    this.#options = options;
    const { network } = configuration;
    this.#network = network;
    this.addresses = [network.pcscf.address];
    if (options.isLive) this.port = network.pcscf.port;
    const { agreementFailure } = quirkPolicy(network.quirks);
    this.#users = new PcscfUsers(network.pcscf.securityAlgorithms, agreementFailure, options.occupied);
    this.#proxy = new PcscfProxy({
      network,
      users: this.#users,
      transactions: this.#transactions,
      resolver: this.#resolver,
    });
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'dns') this.#resolver.onAnswer(io, event);
    if (event.type === 'timer') this.#onTimer(io, event);
    if (event.type === 'sip') this.#onSip(io, event);
    if (event.type === 'refused') this.#transactions.onRefused(io, event);
  }

  #onTimer(io: Io, event: SimEvent & { type: 'timer' }): void {
    if (this.#transactions.onTimer(io, event) || this.#resolver.onTimer(io, event)) return;
    const user = this.#users.byImpi(event.key);
    if (user === undefined) return;
    if (event.name === 'release') this.#users.forget(io, user);
    if (event.name === 'temporary-sa') {
      delete user.temporary;
      io.note('Temporary security associations run out', { kind: 'ipsec', clause: 'TS 33.203 §7.4.2' });
    }
    if (event.name === 'sa-life') {
      delete user.current;
      io.note('Security associations run out', { kind: 'ipsec', clause: 'TS 33.203 §7.4.2' });
    }
  }

  #onSip(io: Io, event: SimEvent & { type: 'sip' }): void {
    const set = this.#users.admit(io, event.path);
    if (set === 'dropped') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction === undefined) return;
    if (transaction.request.method === 'REGISTER') this.#register(io, transaction, set);
    else this.#proxy.onRequest(io, transaction, set);
  }

  #refuse(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined, refused: Refusal): void {
    this.#answerUe(io, transaction, set, refuse(transaction.request, refused, io.random('tag').hex(8)));
  }

  #register(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined): void {
    const { request } = transaction;
    const refused =
      checkRequest('pcscf', request) ??
      checkProxied('pcscf', request, OPTIONS) ??
      checkContacts('pcscf', request) ??
      this.#checkSecurity(request, transaction.path, set);
    if (refused !== undefined) {
      if (set?.state === 'temporary') this.#users.dropTemporary(io, this.#users.ownerOf(set));
      this.#refuse(io, transaction, set, refused);
      return;
    }
    const uri = request.requestUriView;
    if (uri?.host === undefined) {
      const sentence = 'The Request-URI cannot be read, so there is no home network to send to.';
      const why = because('pcscf-request-uri', 'RFC 3261 §16.3', sentence, request.startPlace());
      this.#refuse(io, transaction, set, refusal(400, 'Bad Request-URI', why));
      return;
    }
    if (this.#options.nextHop !== undefined) {
      this.#forward(io, transaction, set, this.#options.nextHop);
      return;
    }
    const { host, port } = uri;
    this.#resolver.resolve(io, host, port, resolved => {
      if (resolved.endpoint !== undefined) {
        this.#forward(io, transaction, set, resolved.endpoint);
        return;
      }
      const sentence = `No I-CSCF can be found for "${host}" (${resolved.reason}).`;
      const why = because('pcscf-no-route', 'TS 24.229 §5.2.2, RFC 3263 §4', sentence, request.startPlace(host));
      // RFC 3263 §4.3 would have 503; TS 24.229 §5.2.2 leaves the code open (policy: 504).
      this.#refuse(io, transaction, set, refusal(504, 'Server Time-out', why));
    });
  }

  #checkSecurity(request: SipPacket, path: TransportPath, set: AssociationSet | undefined): Refusal | undefined {
    const required = requiredMechanism(this.#options.security);
    if (required === undefined || path.protocol === 'TLS') return undefined;
    if (required === 'tls') return this.#users.checkTlsOffer(request);
    return set === undefined ? this.#users.checkOffer(request) : this.#users.checkProtected(request, path, set);
  }

  #forward(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined, target: Endpoint): void {
    const { request, path } = transaction;
    const { pcscf } = this.#network;
    const own = { address: pcscf.address, port: pcscf.port };
    const impi = request.directive('Authorization', 'username') ?? '';
    const { security, hasOutbound = false, line } = this.#options;
    const hasFlows = hasOutbound && request.tokens('Supported').includes('outbound');
    const known = this.#users.byAddress(path.source, hasFlows, io.now);
    const arrival = {
      isIpsec: set !== undefined,
      isTls: path.protocol === 'TLS',
      isKnownAddress: known?.impi === this.#users.of(request).impi,
    };
    const outgoing = forwardedRegister(request, this.#network, {
      via: `SIP/2.0/UDP ${own.address}:${own.port};branch=z9hG4bK-${io.random('branch').hex(16)}`,
      path: this.#proxy.pathOf(io, impi, hasFlows ? `${path.source.address}:${path.source.port}` : undefined),
      icid: io.random('icid').hex(24),
      integrityProtected: integrityFlag(security, request, arrival),
      source: path.source,
      line,
    });
    const forward: TransportPath = { protocol: 'UDP', source: own, destination: target };
    const handlers = {
      response: (response: SipPacket) => this.#onRegisterResponse(io, transaction, set, response),
      timeout: () => {
        const why = because('pcscf-no-answer', 'RFC 3261 §16.8', 'The home network does not answer the REGISTER.');
        this.#refuse(io, transaction, set, refusal(504, 'Server Time-out', why));
      },
      // RFC 3261 §18.1.1 would go back to UDP for the sake of RFC 2543; in IMS everybody has TCP (policy: 513).
      refused: (reasons: readonly Because[]) => {
        const sentence = 'The REGISTER is too large for UDP, and the next hop takes no TCP connection.';
        const why = because('pcscf-transport', 'RFC 3261 §18.1.1, §21.5.7', sentence, firstPlace(...reasons));
        this.#refuse(io, transaction, set, refusal(513, 'Message Too Large', why));
      },
    };
    this.#transactions.request(io, outgoing, forward, CORE_TIMERS, handlers, { clause: 'TS 24.229 §5.2.2' });
  }

  #onRegisterResponse(
    io: Io,
    transaction: ServerTransaction,
    set: AssociationSet | undefined,
    response: SipPacket,
  ): void {
    const status = response.status ?? 0;
    if (status === 401 && this.#options.security === 'ipsec') {
      this.#challenge(io, transaction, set, response);
    } else if (status === 401 && this.#options.security === 'tls') {
      this.#offerTls(io, transaction, response);
    } else if (status >= 200 && status < 300) {
      this.#registered(io, transaction, set, response);
    } else {
      this.#answerUe(io, transaction, set, responseForUe(response));
      if (set?.state === 'temporary') this.#users.dropTemporary(io, this.#users.ownerOf(set));
    }
  }

  /** 401: takes CK and IK, chooses parameters, sets up the temporary associations (TS 33.203 §7.2). */
  #challenge(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined, response: SipPacket): void {
    const { request, path } = transaction;
    const ck = bytesFromHex(response.directive('WWW-Authenticate', 'ck') ?? '');
    const ik = bytesFromHex(response.directive('WWW-Authenticate', 'ik') ?? '');
    if (ck?.length !== 16 || ik?.length !== 16) {
      const sentence = 'The 401 of the home network carries no CK and IK, so no security association can be set up.';
      const why = because('pcscf-no-keys', 'TS 33.203 §6.1.1', sentence);
      this.#refuse(io, transaction, set, refusal(500, 'Server Internal Error', why));
      return;
    }
    const { address, securityAlgorithms: own } = this.#network.pcscf;
    const client = mechanismsOf(request, 'Security-Client');
    const offer = chooseOffer(
      client.flatMap(mechanism => ipsecMechanism(mechanism) ?? []),
      own,
    );
    if (offer === undefined) {
      const sentence = 'The challenged REGISTER had no usable Security-Client.';
      const why = because('pcscf-sec-agree', 'TS 33.203 §7.2', sentence, request.place('Security-Client'));
      this.#refuse(io, transaction, set, refusal(403, 'Forbidden', why));
      return;
    }
    const user = this.#users.of(request);
    const parameters = this.#users.newParameters(io, user, offer);
    const serverValue = securityServerValue(own, parameters);
    const { alg, ealg } = offer;
    const ends = { ue: { address: path.source.address, ...offer }, pcscf: { address, ...parameters } };
    const created = createSet({ ...ends, alg, ealg, ck, ik }, io.now);
    user.temporary = { set: created, client, server: parseMechanisms(serverValue) };
    io.startTimer('temporary-sa', user.impi, created.expires - io.now);
    const relayed = responseForUe(response);
    const headers = withHeadersAfter(relayed.headers, 'WWW-Authenticate', [header('Security-Server', serverValue)]);
    this.#answerUe(io, transaction, set, { ...relayed, headers }, { clause: 'TS 33.203 §7.2' });
  }

  /** 401 of SIP Digest with TLS: the session is set up before the answer (TS 33.203 Annex O.2). */
  #offerTls(io: Io, transaction: ServerTransaction, response: SipPacket): void {
    const relayed = responseForUe(response);
    const lines = transaction.path.protocol === 'TLS' ? [] : [header('Security-Server', 'tls;q=0.9')];
    const headers = withHeadersAfter(relayed.headers, 'WWW-Authenticate', lines);
    this.#answerUe(io, transaction, undefined, { ...relayed, headers }, { clause: 'TS 33.203 Annex O.2' });
  }

  /** 2xx: remembers what was registered; nothing granted means that the user is gone. */
  #registered(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined, response: SipPacket): void {
    const { request } = transaction;
    const user = this.#users.of(request);
    const expiries = response.addresses('Contact').map((_, i) => requestedExpiry(response, i).seconds ?? 0);
    const granted = Math.max(0, ...expiries);
    const clause = { clause: 'TS 24.229 §5.2.2' };
    if (granted === 0) {
      this.#answerUe(io, transaction, set, responseForUe(response), clause);
      this.#users.forget(io, user);
      return;
    }
    this.#users.establish(io, user, set, granted);
    const contact = request.addresses('Contact')[0]?.uri?.text;
    if (contact !== undefined) user.contact = contact;
    const { address, port } = transaction.path.source;
    user.sources = new Set([...(user.sources ?? []), address, `${address}:${port}`]);
    const associated = response.addresses('P-Associated-URI').flatMap(one => one.uri?.text ?? []);
    // Another implicit set of the same user comes on top (TS 24.229 §5.2.2).
    user.associated = [...new Set([...(user.associated ?? []), ...associated])];
    const serviceRoute = response.values('Service-Route');
    const hasMoved = user.serviceRoute !== undefined && user.serviceRoute.join() !== serviceRoute.join();
    user.serviceRoute = serviceRoute;
    this.#answerUe(io, transaction, set, responseForUe(response), clause);
    // An emergency registration is not watched (TS 24.229 §5.2.3).
    if (!isEmergency(request)) this.#proxy.watch(io, user, hasMoved);
  }

  /** On an association the response goes from the client port to the UE's server port (TS 33.203 §7.1). */
  #answerUe(
    io: Io,
    transaction: ServerTransaction,
    set: AssociationSet | undefined,
    message: OutgoingMessage,
    shown: Shown = {},
  ): void {
    const { request, path } = transaction;
    const protectedBy = set && association(set, path.protocol === 'UDP' ? 3 : 2);
    const back = protectedBy === undefined ? responsePath(request, path) : protectedPath(path.protocol, protectedBy);
    this.#transactions.respond(io, transaction, message, back, shown);
  }

  state(now: number): StateValue {
    return { users: this.#users.state(now), subscriptions: this.#proxy.state() };
  }
}

function protectedPath(
  protocol: TransportPath['protocol'],
  protectedBy: NonNullable<TransportPath['association']>,
): TransportPath {
  const { source, destination } = protectedBy;
  return { protocol, source, destination, association: protectedBy };
}
