/** What the P-CSCF knows of its users: agreements, associations, bindings (TS 33.203 §7, TS 24.229 §5.2.2). */
import type { SecurityAlgorithms } from '../config/configuration.ts';
import type { Endpoint, Io, TransportPath } from './actor.ts';
import { type AssociationSet, judgePacket, LIFE_MARGIN, setState } from './associations.ts';
import type { SipPacket } from './message.ts';
import { because, firstPlace } from './origin.ts';
import { type Refusal, refusal } from './requestChecks.ts';
import type { StateValue } from './result.ts';
import {
  chooseOffer,
  differingParameters,
  type IpsecMechanism,
  ipsecMechanism,
  type Mechanism,
  mechanismFault,
  mechanismsOf,
  type SecurityParameters,
  sameMechanisms,
  securityServerValue,
} from './securityAgreement.ts';

export interface Agreed {
  readonly set: AssociationSet;
  readonly client: readonly Mechanism[];
  readonly server: readonly Mechanism[];
}

/** One private identity. */
export interface PcscfUser {
  readonly impi: string;
  /** Set of the authentication under way. */
  temporary?: Agreed;
  /** Set of the last successful authentication. */
  current?: Agreed;
  contact?: string;
  /** Addresses, and addresses with ports, from which a REGISTER has succeeded. */
  sources?: ReadonlySet<string>;
  associated?: readonly string[];
  serviceRoute?: readonly string[];
  /** Virtual milliseconds. */
  registeredUntil?: number;
}

const AGREEMENT_CLAUSE = 'TS 33.203 §7.2, RFC 3329 §2.3.1';
/** Sets per private identity are bounded (TS 33.203 §7.1): the temporary one and the current one. */
export class PcscfUsers {
  readonly #users = new Map<string, PcscfUser>();
  readonly #algorithms: readonly SecurityAlgorithms[];
  readonly #occupied: string | undefined;
  /** What a failed agreement is answered with. */
  readonly #failure: 494 | 403;

  /** From `occupied` another user holds associations with every client port. */
  constructor(algorithms: readonly SecurityAlgorithms[], failure: 494 | 403, occupied?: string) {
    this.#algorithms = algorithms;
    this.#failure = failure;
    this.#occupied = occupied;
  }

  of(request: SipPacket): PcscfUser {
    const impi = request.directive('Authorization', 'username') ?? request.addresses('To')[0]?.uri?.text ?? '';
    const user = this.#users.get(impi) ?? { impi };
    this.#users.set(impi, user);
    return user;
  }

  byImpi(impi: string): PcscfUser | undefined {
    return this.#users.get(impi);
  }

  byContact(uri: string): PcscfUser | undefined {
    return [...this.#users.values()].find(user => user.contact === uri);
  }

  /** The registered user behind a source; with flows of its own the port counts, too (TS 33.203 §N.2.1.1). */
  byAddress({ address, port }: Endpoint, hasFlows: boolean, now: number): PcscfUser | undefined {
    const source = hasFlows ? `${address}:${port}` : address;
    return [...this.#users.values()].find(user => user.sources?.has(source) && (user.registeredUntil ?? 0) > now);
  }

  ownerOf(set: AssociationSet): PcscfUser | undefined {
    return [...this.#users.values()].find(user => user.temporary?.set === set || user.current?.set === set);
  }

  sets(): AssociationSet[] {
    return [...this.#users.values()].flatMap(user => [user.temporary, user.current].flatMap(one => one?.set ?? []));
  }

  /** IPsec judges a protected packet before SIP sees it; a clear packet never gets into a protected port. */
  admit(io: Io, path: TransportPath): AssociationSet | 'dropped' | undefined {
    const sets = this.sets();
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

  /** An unprotected REGISTER must offer a mechanism that the P-CSCF can use (TS 33.203 §7.2, Annex P.3). */
  checkOffer(request: SipPacket): Refusal | undefined {
    const mechanisms = mechanismsOf(request, 'Security-Client');
    if (mechanisms.length === 0) {
      const sentence = 'The REGISTER has no Security-Client, so no security association can be agreed.';
      const places = ['Require', 'Proxy-Require', 'Supported', 'Authorization'].map(name => request.place(name));
      const place = places.find(one => one.range !== undefined) ?? request.startPlace();
      const why = because('pcscf-sec-agree', AGREEMENT_CLAUSE, sentence, place);
      return refusal(421, 'Extension Required', why, [{ name: 'Require', value: 'sec-agree' }]);
    }
    const offers = mechanisms.flatMap(mechanism => ipsecMechanism(mechanism) ?? []);
    if (chooseOffer(offers, this.#algorithms) !== undefined) return this.#checkPorts(request, offers);
    const fault = mechanisms.map(mechanismFault).find(one => one !== undefined);
    const own = this.#algorithms.map(pair => `${pair.alg}/${pair.ealg}`).join(', ');
    const detail = fault === undefined ? `the P-CSCF has only ${own}` : `the mechanism ${fault}`;
    const sentence = `No offered mechanism can be used: ${detail}.`;
    const why = because('pcscf-no-common-algorithm', AGREEMENT_CLAUSE, sentence, request.place('Security-Client'));
    return this.#agreementRequired(why);
  }

  /** SIP Digest with TLS: the UE must offer it (TS 33.203 Annex O.2). */
  checkTlsOffer(request: SipPacket): Refusal | undefined {
    if (mechanismsOf(request, 'Security-Client').some(mechanism => mechanism.name === 'tls')) return undefined;
    const sentence = 'The REGISTER does not offer tls in Security-Client.';
    const why = because('pcscf-sec-agree', 'TS 33.203 Annex O.2', sentence, request.place('Security-Client'));
    return refusal(421, 'Extension Required', why, [{ name: 'Require', value: 'sec-agree' }]);
  }

  #agreementRequired(why: ReturnType<typeof because>): Refusal {
    const headers = [{ name: 'Security-Server', value: securityServerValue(this.#algorithms) }];
    return this.#failure === 494
      ? refusal(494, 'Security Agreement Required', why, headers)
      : refusal(403, 'Forbidden', why);
  }

  /** The UE's client port must be free (TS 33.203 §7.1 rule 3). */
  #checkPorts(request: SipPacket, offers: readonly IpsecMechanism[]): Refusal | undefined {
    const address = request.vias()[0]?.host;
    const used = this.sets().find(
      ({ agreement }) => agreement.ue.address === address && offers.some(offer => offer.portC === agreement.ue.portC),
    );
    const owner = used && this.ownerOf(used);
    const isForeign = used !== undefined && owner?.impi !== request.directive('Authorization', 'username');
    if (!isForeign && address !== this.#occupied) return undefined;
    const port = used?.agreement.ue.portC ?? offers[0]?.portC;
    const sentence = `Port ${port} of ${address} already has security associations of another user.`;
    const place = request.place('Security-Client', `port-c=${port}`);
    return refusal(403, 'Forbidden', because('pcscf-port-in-use', 'TS 33.203 §7.1', sentence, place));
  }

  /** A REGISTER inside an association: the agreement must be confirmed unchanged (TS 33.203 §7.2). */
  checkProtected(request: SipPacket, path: TransportPath, set: AssociationSet): Refusal | undefined {
    const user = this.ownerOf(set);
    const agreed = user?.temporary?.set === set ? user.temporary : user?.current;
    if (agreed === undefined) return undefined;
    const sentBy = request.vias()[0]?.host;
    if (sentBy !== path.source.address && /^[\d.]+$/.test(sentBy ?? '')) {
      const sentence = `Via says ${sentBy}, but the packet comes from ${path.source.address}.`;
      const why = because('pcscf-via-address', 'TS 33.203 §7.1', sentence, request.place('Via', sentBy));
      return refusal(403, 'Forbidden', why);
    }
    const impi = request.directive('Authorization', 'username');
    if (impi !== user?.impi) {
      const sentence = `The association belongs to "${user?.impi}", the REGISTER is for "${impi}".`;
      const why = because('pcscf-association-owner', 'TS 33.203 §7.1', sentence, request.place('Authorization', impi));
      return refusal(403, 'Forbidden', why);
    }
    const verify = this.#checkRequired(request) ?? this.#compare(request, 'Security-Verify', agreed.server);
    if (verify !== undefined) return verify;
    // A re-REGISTER offers new parameters; only the answer to the challenge repeats the old ones.
    return set.state === 'temporary' ? this.#compare(request, 'Security-Client', agreed.client) : undefined;
  }

  /** Who confirms an agreement must insist on it (RFC 3329 §2.3.1). */
  #checkRequired(request: SipPacket): Refusal | undefined {
    const missing = (['Require', 'Proxy-Require'] as const).find(name => !request.tokens(name).includes('sec-agree'));
    if (missing === undefined) return undefined;
    const sentence = `${missing} of the protected REGISTER does not name sec-agree.`;
    const place = firstPlace(request.place(missing), request.place('Security-Client'), request.startPlace());
    const why = because('pcscf-sec-agree', AGREEMENT_CLAUSE, sentence, place);
    return refusal(421, 'Extension Required', why, [{ name: 'Require', value: 'sec-agree' }]);
  }

  #compare(request: SipPacket, name: string, expected: readonly Mechanism[]): Refusal | undefined {
    const found = mechanismsOf(request, name);
    if (found.length === 0) {
      const why = because('pcscf-security-missing', AGREEMENT_CLAUSE, `The protected REGISTER has no ${name}.`);
      return refusal(400, `Missing ${name}`, why);
    }
    if (sameMechanisms(found, expected)) return undefined;
    const names = differingParameters(found, expected).join(', ');
    const sentence = `${name} is not what was agreed: ${names} differs.`;
    return this.#agreementRequired(because('pcscf-security-differs', AGREEMENT_CLAUSE, sentence, request.place(name)));
  }

  /** New SPIs, unlike the UE's and unlike any in use; at re-authentication the server port stays (TS 33.203 §7.4). */
  newParameters(io: Io, user: PcscfUser, offer: IpsecMechanism): SecurityParameters {
    const used = new Set([offer.spiC, offer.spiS, ...this.sets().flatMap(one => one.associations.map(sa => sa.spi))]);
    const nextSpi = (): number => {
      let value = io.random('spi').integer(256, 0xffffffff);
      while (used.has(value)) value = value === 0xffffffff ? 256 : value + 1;
      used.add(value);
      return value;
    };
    const spiC = nextSpi();
    const spiS = nextSpi();
    const portC = io.random('port').integer(20_000, 29_999);
    const portS = user.current?.set.agreement.pcscf.portS ?? io.random('port').integer(30_000, 39_999);
    return { spiC, spiS, portC, portS };
  }

  /** The set that carried the answer becomes the current one and lives as long as the registration (TS 33.203 §7.4.2). */
  establish(io: Io, user: PcscfUser, set: AssociationSet | undefined, granted: number): void {
    if (user.temporary !== undefined && user.temporary.set === set) {
      user.current = user.temporary;
      delete user.temporary;
      io.stopTimer('temporary-sa', user.impi);
    }
    io.stopTimer('release', user.impi);
    user.registeredUntil = io.now + granted * 1000;
    if (user.current === undefined) return;
    const { set: current } = user.current;
    const before = current.state === 'temporary' ? 0 : current.expires;
    current.state = 'established';
    current.expires = Math.max(before, user.registeredUntil + LIFE_MARGIN);
    io.startTimer('sa-life', user.impi, current.expires - io.now);
  }

  dropTemporary(io: Io, user: PcscfUser | undefined): void {
    if (user?.temporary === undefined) return;
    delete user.temporary;
    io.stopTimer('temporary-sa', user.impi);
    io.note('Temporary security associations deleted', { kind: 'ipsec', clause: 'TS 33.203 §7.4' });
  }

  /** Everything of a user goes: registration, associations (TS 33.203 §7.4.2a). */
  forget(io: Io, user: PcscfUser): void {
    for (const timer of ['temporary-sa', 'sa-life', 'release']) io.stopTimer(timer, user.impi);
    if (user.current !== undefined)
      io.note('Security associations deleted', { kind: 'ipsec', clause: 'TS 33.203 §7.4.2a' });
    this.#users.delete(user.impi);
  }

  state(now: number): StateValue {
    return [...this.#users.values()].map(user => ({
      impi: user.impi,
      contact: user.contact ?? null,
      associated: user.associated ?? [],
      serviceRoute: user.serviceRoute ?? [],
      registered: (user.registeredUntil ?? 0) > now,
      securityAssociations: [user.temporary, user.current].flatMap(one => (one === undefined ? [] : setState(one.set))),
    }));
  }
}
