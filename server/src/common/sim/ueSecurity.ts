/** The UE's half of the security agreement: what it offers, and the associations that came of it (TS 33.203 §7). */
import type { Network } from '../config/configuration.ts';
import type { Via } from '../syntax/values.ts';
import type { Endpoint, Io, TransportPath } from './actor.ts';
import {
  type AssociationSet,
  association,
  associationText,
  createSet,
  judgePacket,
  LIFE_MARGIN,
  setState,
} from './associations.ts';
import { because } from './origin.ts';
import { accessNetworkInfo, type RegisterChanges } from './registerRequests.ts';
import type { Because, StateValue } from './result.ts';
import { type IpsecMechanism, ipsecMechanism, mechanismFault, parseMechanisms, spi } from './securityAgreement.ts';

interface Agreed {
  readonly set: AssociationSet;
  /** Security-Server as received, which Security-Verify repeats. */
  readonly server: string;
}

export class UeSecurity {
  readonly #address: string;
  readonly #pcscf: string;
  #offer: string | undefined;
  #temporary: Agreed | undefined;
  #current: Agreed | undefined;

  /** `offer` is the author's Security-Client. */
  constructor(address: string, pcscf: string, offer: string | undefined) {
    this.#address = address;
    this.#pcscf = pcscf;
    this.#offer = offer;
  }

  /** Security-Client of the last REGISTER. */
  get offer(): string | undefined {
    return this.#offer;
  }

  get current(): AssociationSet | undefined {
    return this.#current?.set;
  }

  get temporary(): AssociationSet | undefined {
    return this.#temporary?.set;
  }

  /** Security-Verify for requests inside the set (TS 24.229 §5.1.1.4.2). */
  verifyValue(set: AssociationSet): string | undefined {
    return [this.#temporary, this.#current].find(one => one?.set === set)?.server;
  }

  /** False when IPsec drops a packet, which is then noted. */
  admits(io: Io, path: TransportPath): boolean {
    if (path.association === undefined) return true;
    const sets = [this.#temporary, this.#current].flatMap(one => one?.set ?? []);
    const verdict = judgePacket(sets, path);
    if (verdict.ok) return true;
    const why = because('ue-ipsec', 'TS 33.203 §7.1', `IPsec drops the packet: ${verdict.reason}.`);
    io.note('ESP packet dropped', { kind: 'ipsec', failed: true, because: [why], clause: why.spec });
    return false;
  }

  /** The author's offer with new SPIs and a new client port; the server port stays (TS 33.203 §7.4). */
  renewOffer(io: Io): string | undefined {
    if (this.#offer === undefined) return undefined;
    const used = new Set(this.#current?.set.associations.map(one => one.spi));
    const next = (): number => {
      let value = io.random('spi').integer(256, 0xffffffff);
      while (used.has(value)) value++;
      used.add(value);
      return value;
    };
    const [spiC, spiS, portC] = [next(), next(), io.random('port').integer(40_000, 49_999)];
    this.#offer = this.#offer
      .replace(/(;\s*spi-c\s*=\s*)\d+/gi, `$1${spi(spiC)}`)
      .replace(/(;\s*spi-s\s*=\s*)\d+/gi, `$1${spi(spiS)}`)
      .replace(/(;\s*port-c\s*=\s*)\d+/gi, `$1${portC}`);
    return this.#offer;
  }

  /**
   * Sets up temporary associations from a Security-Server; undefined when the UE offered nothing, a reason when the
   * answer cannot be used (TS 33.203 §7.2).
   */
  agree(
    io: Io,
    server: string,
    keys: { readonly ck: Uint8Array; readonly ik: Uint8Array },
  ): AssociationSet | Because | undefined {
    const offers = parseMechanisms(this.#offer ?? '').flatMap(mechanism => ipsecMechanism(mechanism) ?? []);
    if (offers.length === 0) return undefined;
    const answers = parseMechanisms(server);
    const chosen = chooseAgreed(
      answers.flatMap(mechanism => ipsecMechanism(mechanism) ?? []),
      offers,
    );
    if (chosen === undefined) {
      const fault = answers.map(mechanismFault).find(one => one !== undefined);
      const detail = fault ?? 'it names nothing that the UE offered';
      const sentence =
        answers.length === 0 ? 'The 401 has no Security-Server.' : `Security-Server cannot be used: ${detail}.`;
      return because('ue-security-server', 'TS 24.229 §5.1.1.5.1, TS 33.203 §7.2', sentence);
    }
    const { server: pcscf, client } = chosen;
    const { alg, ealg } = client;
    const ends = { ue: { address: this.#address, ...client }, pcscf: { address: this.#pcscf, ...pcscf } };
    const set = createSet({ ...ends, alg, ealg, ...keys }, io.now);
    this.#temporary = { set, server };
    io.startTimer('temporary-sa', '', set.expires - io.now);
    for (const one of set.associations) {
      const between = one.from === 'UE' ? { from: 'ue', to: 'pcscf' } : { from: 'pcscf', to: 'ue' };
      io.note(associationText(one), { kind: 'ipsec', clause: 'TS 33.203 §7.1', text: one.purpose, between });
    }
    return set;
  }

  /** A successful registration: the set in use lives 30 s longer than the registration (TS 33.203 §7.4.1). */
  establish(io: Io, granted: number): void {
    if (this.#temporary !== undefined) {
      this.#current = this.#temporary;
      this.dropTemporary(io);
    }
    const set = this.#current?.set;
    if (set === undefined) return;
    const before = set.state === 'temporary' ? 0 : set.expires;
    set.state = 'established';
    set.expires = Math.max(before, io.now + granted * 1000 + LIFE_MARGIN);
    io.startTimer('sa-life', '', set.expires - io.now);
  }

  dropTemporary(io: Io): void {
    this.#temporary = undefined;
    io.stopTimer('temporary-sa', '');
  }

  /** All associations go (TS 24.229 §5.1.1.6.2). */
  release(io: Io): void {
    this.dropTemporary(io);
    io.stopTimer('sa-life', '');
    if (this.#current !== undefined)
      io.note('Security associations deleted', { kind: 'ipsec', clause: 'TS 24.229 §5.1.1.6.2' });
    this.#current = undefined;
  }

  onTimer(io: Io, name: string): void {
    if (name === 'temporary-sa') this.#temporary = undefined;
    if (name === 'sa-life') this.release(io);
  }

  /** What a REGISTER says inside an association (TS 24.229 §5.1.1.4.2, §5.1.1.5.1); nothing without one. */
  inside(set: AssociationSet | undefined, network: Network): Partial<RegisterChanges> | undefined {
    return (
      set && {
        serverPort: set.agreement.ue.portS,
        address: this.#address,
        securityClient: this.#offer,
        securityVerify: this.verifyValue(set),
        accessNetworkInfo: accessNetworkInfo(network),
      }
    );
  }

  state(): StateValue {
    return [this.#temporary, this.#current].flatMap(one => (one === undefined ? [] : setState(one.set)));
  }
}

/** The answer of highest preference that one of the offers fits, with that offer. */
function chooseAgreed(
  answers: readonly IpsecMechanism[],
  offers: readonly IpsecMechanism[],
): { readonly server: IpsecMechanism; readonly client: IpsecMechanism } | undefined {
  const sorted = [...answers].sort((a, b) => b.preference - a.preference);
  for (const server of sorted) {
    const client = offers.find(offer => offer.alg === server.alg && offer.ealg === server.ealg);
    if (client !== undefined) return { server, client };
  }
  return undefined;
}

/** Over UDP the UE sends from its client port to the P-CSCF's server port, responses too (TS 33.203 §7.1). */
export function protectedPath(set: AssociationSet, protocol: TransportPath['protocol']): TransportPath | undefined {
  const one = association(set, 1);
  return one && { protocol, source: one.source, destination: one.destination, association: one };
}

/** How a REGISTER leaves the UE: inside the association, else as its Via says; TLS has a port of its own (RFC 3261 §18.2.1). */
export function registerPath(
  set: AssociationSet | undefined,
  from: {
    readonly via: Via | undefined;
    /** In place of the port of Via. */
    readonly port: number | undefined;
    readonly address: string;
    readonly pcscf: Endpoint;
    readonly hasTls: boolean;
  },
): TransportPath {
  const { via, address, pcscf, hasTls, port = via?.port ?? 5060 } = from;
  const protocol = hasTls ? 'TLS' : via?.transport === 'TCP' ? 'TCP' : 'UDP';
  const source = { address, port };
  const destination = { address: pcscf.address, port: hasTls ? 5061 : pcscf.port };
  return (set && protectedPath(set, protocol)) ?? { protocol, source, destination };
}
