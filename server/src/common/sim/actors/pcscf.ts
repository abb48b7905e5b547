/** Proxy-CSCF: the first contact point of the UE (TS 24.229 §5.2, TS 33.203 §6 and §7). */
import { bytesFromHex } from '../../auth/encoding.ts';
import type { Configuration, Network } from '../../config/configuration.ts';
import type { Actor, Endpoint, Io, Shown, SimEvent, TransportPath } from '../actor.ts';
import { type AssociationSet, association, createSet, judgePacket, LIFE_MARGIN, setState } from '../associations.ts';
import { header, type OutgoingMessage, type SipPacket, withHeadersAfter } from '../message.ts';
import { because } from '../origin.ts';
import { forwardedRegister, responseForUe } from '../registerForwarding.ts';
import { checkProxied, checkRequest, type Refusal, refusal, refuse, requestedExpiry } from '../requestChecks.ts';
import { Resolver } from '../resolver.ts';
import type { StateValue } from '../result.ts';
import {
  chooseOffer,
  differingParameters,
  type IpsecMechanism,
  ipsecMechanism,
  type Mechanism,
  mechanismFault,
  mechanismsOf,
  parseMechanisms,
  sameMechanisms,
  securityServerValue,
} from '../securityAgreement.ts';
import { CORE_TIMERS, responsePath, type ServerTransaction, Transactions } from '../transactions.ts';

/** What the P-CSCF knows of one private identity. */
interface UserContext {
  readonly impi: string;
  /** Set of the authentication under way, with what was agreed for it. */
  temporary?: Agreed;
  /** Set of the last successful authentication. */
  current?: Agreed;
  contact?: string;
  associated?: readonly string[];
  serviceRoute?: readonly string[];
  /** Virtual milliseconds. */
  registeredUntil?: number;
}

interface Agreed {
  readonly set: AssociationSet;
  readonly client: readonly Mechanism[];
  readonly server: readonly Mechanism[];
}

/** What the P-CSCF asks of the access: IPsec (TS 33.203 §7), or nothing where SIP Digest is used. */
export type AccessSecurity = 'ipsec' | 'none';

const OPTIONS = ['sec-agree', 'path', 'outbound', 'gruu'];

export class Pcscf implements Actor {
  readonly id = 'pcscf';
  readonly label = 'P-CSCF';
  readonly addresses: readonly string[];
  readonly #network: Network;
  readonly #security: AccessSecurity;
  readonly #transactions = new Transactions();
  readonly #resolver = new Resolver();
  readonly #users = new Map<string, UserContext>();

  constructor(configuration: Configuration, security: AccessSecurity = 'ipsec') {
    this.#network = configuration.network;
    this.#security = security;
    this.addresses = [configuration.network.pcscf.address];
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'dns') this.#resolver.onAnswer(io, event);
    if (event.type === 'timer') this.#onTimer(io, event);
    if (event.type === 'sip') this.#onSip(io, event);
  }

  #onTimer(io: Io, event: SimEvent & { type: 'timer' }): void {
    if (this.#transactions.onTimer(io, event) || this.#resolver.onTimer(io, event)) return;
    const user = this.#users.get(event.key);
    if (user === undefined) return;
    if (event.name === 'temporary-sa') {
      delete user.temporary;
      io.note('Temporary security associations run out', { kind: 'ipsec', clause: 'TS 33.203 §7.4.2' });
    }
    if (event.name === 'sa-life') {
      delete user.current;
      io.note('Security associations run out', { kind: 'ipsec', clause: 'TS 33.203 §7.4.2' });
    }
  }

  #sets(): AssociationSet[] {
    return [...this.#users.values()].flatMap(user => [user.temporary, user.current].flatMap(one => one?.set ?? []));
  }

  #onSip(io: Io, event: SimEvent & { type: 'sip' }): void {
    const set = this.#admit(io, event.path);
    if (set === 'dropped') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction === undefined) return;
    if (transaction.request.method === 'REGISTER') this.#register(io, transaction, set);
    else this.#answerUe(io, transaction, set, this.#refuse(io, transaction.request, notAllowed(transaction.request)));
  }

  /** IPsec judges a protected packet before SIP sees it; a clear packet never gets into a protected port. */
  #admit(io: Io, path: TransportPath): AssociationSet | 'dropped' | undefined {
    const sets = this.#sets();
    const isProtectedPort = sets.some(({ agreement }) =>
      [agreement.pcscf.portS, agreement.pcscf.portC].includes(path.destination.port),
    );
    if (path.association === undefined && !isProtectedPort) return undefined;
    const verdict = judgePacket(sets, path);
    if (verdict.ok) return verdict.set;
    const sentence = `IPsec drops the packet to port ${path.destination.port}: ${verdict.reason}.`;
    const why = because('pcscf-ipsec', 'TS 33.203 §7.1', sentence);
    io.note('ESP packet dropped', { kind: 'ipsec', failed: true, because: [why], clause: why.spec });
    return 'dropped';
  }

  #refuse(io: Io, request: SipPacket, refused: Refusal): OutgoingMessage {
    return refuse(request, refused, io.random('tag').hex(8));
  }

  #register(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined): void {
    const { request } = transaction;
    const refused =
      checkRequest('pcscf', request) ??
      checkProxied('pcscf', request, OPTIONS) ??
      (set === undefined ? this.#checkOffer(request) : this.#checkProtected(request, transaction.path, set));
    if (refused !== undefined) {
      if (set?.state === 'temporary') this.#dropTemporary(io, this.#ownerOf(set));
      this.#answerUe(io, transaction, set, this.#refuse(io, request, refused));
      return;
    }
    const host = request.requestUri === undefined ? undefined : uriHost(request);
    if (host === undefined) {
      this.#answerUe(io, transaction, set, this.#refuse(io, request, noRequestUri(request)));
      return;
    }
    this.#resolver.resolve(io, host.name, host.port, resolved => {
      if (resolved.endpoint !== undefined) return this.#forward(io, transaction, set, resolved.endpoint);
      const sentence = `No I-CSCF can be found for "${host.name}" (${resolved.reason}).`;
      const why = because('pcscf-no-route', 'TS 24.229 §5.2.2, RFC 3263 §4', sentence, request.startPlace(host.name));
      // RFC 3263 §4.3 would have 503; TS 24.229 §5.2.2 leaves the code open (policy: 504).
      this.#answerUe(io, transaction, set, this.#refuse(io, request, refusal(504, 'Server Time-out', why)));
    });
  }

  #ownerOf(set: AssociationSet): UserContext | undefined {
    return [...this.#users.values()].find(user => user.temporary?.set === set || user.current?.set === set);
  }

  /** An unprotected REGISTER must offer a mechanism that the P-CSCF can use (TS 33.203 §7.2, Annex P.3). */
  #checkOffer(request: SipPacket): Refusal | undefined {
    if (this.#security === 'none') return undefined;
    const mechanisms = mechanismsOf(request, 'Security-Client');
    const clause = 'TS 33.203 §7.2, RFC 3329 §2.3.1';
    if (mechanisms.length === 0) {
      const sentence = 'The REGISTER has no Security-Client, so no security association can be agreed.';
      const place = request.place('Security-Client').range
        ? request.place('Security-Client')
        : request.place('Require');
      const why = because('pcscf-sec-agree', clause, sentence, place.range ? place : request.place('Authorization'));
      return refusal(421, 'Extension Required', why, [{ name: 'Require', value: 'sec-agree' }]);
    }
    const offers = mechanisms.flatMap(mechanism => ipsecMechanism(mechanism) ?? []);
    if (chooseOffer(offers, this.#network.pcscf.securityAlgorithms) !== undefined)
      return this.#checkPorts(request, offers);
    const faults = mechanisms.map(mechanism => mechanismFault(mechanism)).filter(fault => fault !== undefined);
    const own = this.#network.pcscf.securityAlgorithms.map(pair => `${pair.alg}/${pair.ealg}`).join(', ');
    const detail = faults.length > 0 ? `the mechanism ${faults[0]}` : `the P-CSCF has only ${own}`;
    const why = because(
      'pcscf-no-common-algorithm',
      clause,
      `No offered mechanism can be used: ${detail}.`,
      request.place('Security-Client'),
    );
    const value = securityServerValue(this.#network.pcscf.securityAlgorithms);
    return refusal(494, 'Security Agreement Required', why, [{ name: 'Security-Server', value }]);
  }

  /** TS 33.203 §7.1 rule 3: the UE's client port must be free, and there is a bound of sets. */
  #checkPorts(request: SipPacket, offers: readonly IpsecMechanism[]): Refusal | undefined {
    const address = request.vias()[0]?.host;
    const used = this.#sets().find(
      ({ agreement }) => agreement.ue.address === address && offers.some(offer => offer.portC === agreement.ue.portC),
    );
    const owner = used && this.#ownerOf(used);
    if (used === undefined || owner?.impi === request.directive('Authorization', 'username')) return undefined;
    const sentence = `Port ${used.agreement.ue.portC} of ${address} already has security associations.`;
    const place = request.place('Security-Client', `port-c=${used.agreement.ue.portC}`);
    return refusal(403, 'Forbidden', because('pcscf-port-in-use', 'TS 33.203 §7.1', sentence, place));
  }

  /** A REGISTER inside an association: the agreement must be confirmed unchanged (TS 33.203 §7.2, RFC 3329 §2.3.1). */
  #checkProtected(request: SipPacket, path: TransportPath, set: AssociationSet): Refusal | undefined {
    const user = this.#ownerOf(set);
    const agreed = user?.temporary?.set === set ? user.temporary : user?.current;
    if (agreed === undefined) return undefined;
    const sentBy = request.vias()[0]?.host;
    if (sentBy !== path.source.address && /^[\d.]+$/.test(sentBy ?? '')) {
      const sentence = `Via says ${sentBy}, but the packet comes from ${path.source.address}.`;
      return refusal(
        403,
        'Forbidden',
        because('pcscf-via-address', 'TS 33.203 §7.1', sentence, request.place('Via', sentBy)),
      );
    }
    const impi = request.directive('Authorization', 'username');
    if (impi !== user?.impi) {
      const sentence = `The association belongs to "${user?.impi}", the REGISTER is for "${impi}".`;
      return refusal(
        403,
        'Forbidden',
        because('pcscf-association-owner', 'TS 33.203 §7.1', sentence, request.place('Authorization', impi)),
      );
    }
    const verify = this.#compare(request, 'Security-Verify', agreed.server);
    if (verify !== undefined) return verify;
    // A re-REGISTER offers new parameters; only the answer to the challenge repeats the old ones.
    return set.state === 'temporary' ? this.#compare(request, 'Security-Client', agreed.client) : undefined;
  }

  #compare(request: SipPacket, name: string, expected: readonly Mechanism[]): Refusal | undefined {
    const clause = 'TS 33.203 §7.2, RFC 3329 §2.3.1';
    const found = mechanismsOf(request, name);
    if (found.length === 0) {
      const why = because('pcscf-security-missing', clause, `The protected REGISTER has no ${name}.`);
      return refusal(400, `Missing ${name}`, why);
    }
    if (sameMechanisms(found, expected)) return undefined;
    const names = differingParameters(found, expected).join(', ');
    const sentence = `${name} is not what was agreed: ${names} differs.`;
    const why = because('pcscf-security-differs', clause, sentence, request.place(name));
    const value = securityServerValue(this.#network.pcscf.securityAlgorithms);
    return refusal(494, 'Security Agreement Required', why, [{ name: 'Security-Server', value }]);
  }

  #forward(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined, target: Endpoint): void {
    const { request, path } = transaction;
    const { pcscf } = this.#network;
    const own = { address: pcscf.address, port: pcscf.port };
    const impi = request.directive('Authorization', 'username') ?? '';
    const outgoing = forwardedRegister(request, this.#network, {
      via: `SIP/2.0/UDP ${own.address}:${own.port};branch=z9hG4bK-${io.random('branch').hex(16)}`,
      path: `<sip:term-${io.random(`path/${impi}`).hex(8)}@${pcscf.host}:${pcscf.port};lr>`,
      icid: io.random('icid').hex(24),
      integrityProtected: this.#security === 'none' ? undefined : set === undefined ? 'no' : 'yes',
      source: path.source,
    });
    const forward: TransportPath = { protocol: 'UDP', source: own, destination: target };
    const handlers = {
      response: (response: SipPacket) => this.#onRegisterResponse(io, transaction, set, response),
      timeout: () => {
        const why = because('pcscf-no-answer', 'RFC 3261 §16.8', 'The home network does not answer the REGISTER.');
        this.#answerUe(io, transaction, set, this.#refuse(io, request, refusal(504, 'Server Time-out', why)));
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
    if (status === 401 && this.#security === 'ipsec') {
      this.#challenge(io, transaction, set, response);
      return;
    }
    if (status >= 200 && status < 300) {
      this.#registered(io, transaction, set, response);
      return;
    }
    this.#answerUe(io, transaction, set, responseForUe(response));
    if (status >= 300 && status !== 401 && set?.state === 'temporary') this.#dropTemporary(io, this.#ownerOf(set));
  }

  /** 401: takes CK and IK, chooses parameters, sets up the temporary associations (TS 33.203 §7.2). */
  #challenge(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined, response: SipPacket): void {
    const { request, path } = transaction;
    const ck = bytesFromHex(response.directive('WWW-Authenticate', 'ck') ?? '');
    const ik = bytesFromHex(response.directive('WWW-Authenticate', 'ik') ?? '');
    if (ck?.length !== 16 || ik?.length !== 16) {
      const sentence = 'The 401 of the home network carries no CK and IK, so no security association can be set up.';
      const why = because('pcscf-no-keys', 'TS 33.203 §6.1.1', sentence);
      this.#answerUe(io, transaction, set, this.#refuse(io, request, refusal(500, 'Server Internal Error', why)));
      return;
    }
    const own = this.#network.pcscf.securityAlgorithms;
    const client = mechanismsOf(request, 'Security-Client');
    const offer = chooseOffer(
      client.flatMap(mechanism => ipsecMechanism(mechanism) ?? []),
      own,
    );
    if (offer === undefined) {
      const sentence = 'The challenged REGISTER had no usable Security-Client.';
      const why = because('pcscf-sec-agree', 'TS 33.203 §7.2', sentence, request.place('Security-Client'));
      this.#answerUe(io, transaction, set, this.#refuse(io, request, refusal(403, 'Forbidden', why)));
      return;
    }
    const user = this.#userOf(request);
    const parameters = this.#ownParameters(io, user, offer);
    const serverValue = securityServerValue(own, parameters);
    const agreement = {
      ue: { address: path.source.address, ...offer },
      pcscf: parameters,
      alg: offer.alg,
      ealg: offer.ealg,
      ck,
      ik,
    };
    user.temporary = { set: createSet(agreement, io.now), client, server: parseMechanisms(serverValue) };
    io.startTimer('temporary-sa', user.impi, user.temporary.set.expires - io.now);
    const relayed = responseForUe(response);
    const headers = withHeadersAfter(relayed.headers, 'WWW-Authenticate', [header('Security-Server', serverValue)]);
    this.#answerUe(io, transaction, set, { ...relayed, headers }, { clause: 'TS 33.203 §7.2' });
  }

  #userOf(request: SipPacket): UserContext {
    const impi = request.directive('Authorization', 'username') ?? request.addresses('To')[0]?.uri?.text ?? '';
    const user = this.#users.get(impi) ?? { impi };
    this.#users.set(impi, user);
    return user;
  }

  /** New SPIs, unlike the UE's; at re-authentication the server port stays (TS 33.203 §7.4). */
  #ownParameters(io: Io, user: UserContext, offer: IpsecMechanism): AssociationSet['agreement']['pcscf'] {
    const used = new Set([offer.spiC, offer.spiS, ...this.#sets().flatMap(one => one.associations.map(sa => sa.spi))]);
    const nextSpi = (): number => {
      let value = io.random('spi').integer(256, 0xffffffff);
      while (used.has(value)) value = value === 0xffffffff ? 256 : value + 1;
      used.add(value);
      return value;
    };
    const address = this.#network.pcscf.address;
    const before = user.current?.set.agreement.pcscf;
    const portC = io.random('port').integer(20_000, 29_999);
    const portS = before?.portS ?? io.random('port').integer(30_000, 39_999);
    return { address, spiC: nextSpi(), spiS: nextSpi(), portC, portS };
  }

  /** 2xx: the set that carried the answer becomes the current one (TS 33.203 §7.4.2). */
  #registered(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined, response: SipPacket): void {
    const { request } = transaction;
    const user = this.#userOf(request);
    const contact = request.addresses('Contact')[0]?.uri?.text;
    const granted = Math.max(
      0,
      ...response.addresses('Contact').map((_, i) => requestedExpiry(response, i).seconds ?? 0),
    );
    if (user.temporary !== undefined && user.temporary.set === set) {
      user.current = user.temporary;
      delete user.temporary;
      io.stopTimer('temporary-sa', user.impi);
    }
    if (user.current !== undefined) {
      const { set: current } = user.current;
      const isFirst = current.state === 'temporary';
      current.state = 'established';
      current.expires = Math.max(isFirst ? 0 : current.expires, io.now + granted * 1000 + LIFE_MARGIN);
      io.startTimer('sa-life', user.impi, current.expires - io.now);
    }
    if (contact !== undefined) user.contact = contact;
    user.associated = response.addresses('P-Associated-URI').flatMap(address => address.uri?.text ?? []);
    user.serviceRoute = response.values('Service-Route');
    user.registeredUntil = io.now + granted * 1000;
    this.#answerUe(io, transaction, set, responseForUe(response), { clause: 'TS 24.229 §5.2.2' });
  }

  #dropTemporary(io: Io, user: UserContext | undefined): void {
    if (user?.temporary === undefined) return;
    delete user.temporary;
    io.stopTimer('temporary-sa', user.impi);
    io.note('Temporary security associations deleted', { kind: 'ipsec', clause: 'TS 33.203 §7.4' });
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
    const back: TransportPath =
      protectedBy === undefined
        ? responsePath(request, path)
        : {
            protocol: path.protocol,
            source: protectedBy.source,
            destination: protectedBy.destination,
            association: protectedBy,
          };
    this.#transactions.respond(io, transaction, message, back, shown);
  }

  state(now: number): StateValue {
    return {
      users: [...this.#users.values()].map(user => ({
        impi: user.impi,
        contact: user.contact ?? null,
        associated: user.associated ?? [],
        serviceRoute: user.serviceRoute ?? [],
        registered: (user.registeredUntil ?? 0) > now,
        securityAssociations: [user.temporary, user.current].flatMap(one =>
          one === undefined ? [] : setState(one.set),
        ),
      })),
    };
  }
}

function uriHost(request: SipPacket): { name: string; port: number | undefined } | undefined {
  const uri = request.requestUriView;
  return uri?.host === undefined ? undefined : { name: uri.host, port: uri.port };
}

function noRequestUri(request: SipPacket): Refusal {
  const sentence = 'The Request-URI cannot be read, so there is no home network to send to.';
  return refusal(
    400,
    'Bad Request-URI',
    because('pcscf-request-uri', 'RFC 3261 §16.3', sentence, request.startPlace()),
  );
}

function notAllowed(request: SipPacket): Refusal {
  const sentence = `A ${request.method} needs a registration first.`;
  return refusal(403, 'Forbidden', because('pcscf-not-registered', 'TS 24.229 §5.2.6.3', sentence));
}
