/** The Security-Client, -Server and -Verify headers of ipsec-3gpp (RFC 3329, TS 33.203 Annex H). */
import {
  type EncryptionAlgorithm,
  type IntegrityAlgorithm,
  isEncryptionAlgorithm,
  isIntegrityAlgorithm,
} from '../auth/ipsecKeys.ts';
import type { SecurityAlgorithms } from '../config/configuration.ts';
import { type SipPacket, splitList } from './message.ts';

/** SPIs and ports of one side (TS 33.203 §7.1). */
export interface SecurityParameters {
  readonly spiC: number;
  readonly spiS: number;
  readonly portC: number;
  readonly portS: number;
}

/** One mechanism of a list, parameters by lower-case name. */
export interface Mechanism {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** A mechanism of name ipsec-3gpp that is complete and uses algorithms that can be computed. */
export interface IpsecMechanism extends SecurityParameters {
  readonly alg: IntegrityAlgorithm;
  readonly ealg: EncryptionAlgorithm;
  readonly preference: number;
}

export function mechanismsOf(packet: SipPacket, header: string): Mechanism[] {
  return packet.values(header).flatMap(parseMechanisms);
}

/** The mechanisms of one header value. */
export function parseMechanisms(value: string): Mechanism[] {
  return splitList(value).map(text => {
    const [name = '', ...parameters] = text.split(';').map(part => part.trim().toLowerCase());
    const pairs = parameters.map((parameter): [string, string] => {
      const [key = '', ...rest] = parameter.split('=');
      return [key.trim(), rest.join('=').trim()];
    });
    return { name, parameters: new Map(pairs) };
  });
}

/** What keeps a mechanism from being used, in words that follow "the mechanism"; undefined if nothing does. */
export function mechanismFault(mechanism: Mechanism): string | undefined {
  if (mechanism.name !== 'ipsec-3gpp') return `is ${mechanism.name}, not ipsec-3gpp`;
  const missing = ['alg', 'spi-c', 'spi-s', 'port-c', 'port-s'].filter(name => !mechanism.parameters.has(name));
  if (missing.length > 0) return `has no ${missing.join(', ')}`;
  const { parameters } = mechanism;
  const alg = parameters.get('alg') ?? '';
  const ealg = parameters.get('ealg') ?? 'null';
  if (!isIntegrityAlgorithm(alg)) return `has the unknown alg ${alg}`;
  if (!isEncryptionAlgorithm(ealg)) return `has the unknown ealg ${ealg}`;
  if ((parameters.get('prot') ?? 'esp') !== 'esp') return `asks for prot=${parameters.get('prot')}; only esp is legal`;
  if ((parameters.get('mod') ?? 'trans') !== 'trans') return `asks for mod=${parameters.get('mod')}`;
  return numberFault(parameters);
}

function numberFault(parameters: ReadonlyMap<string, string>): string | undefined {
  for (const name of ['spi-c', 'spi-s']) {
    const value = parameters.get(name) ?? '';
    if (!/^\d{1,10}$/.test(value) || Number(value) > 0xffffffff)
      return `has ${name}=${value}, which is no 32-bit number`;
  }
  for (const name of ['port-c', 'port-s']) {
    const port = Number(parameters.get(name));
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      return `has ${name}=${parameters.get(name)}, which is no port`;
    // TS 33.203 §7.1: the protected ports differ from the unprotected ones.
    if (port === 5060 || port === 5061) return `has ${name}=${port}, the unprotected port`;
  }
  if (parameters.get('spi-c') === parameters.get('spi-s')) return 'has the same SPI twice';
  return undefined;
}

export function ipsecMechanism(mechanism: Mechanism): IpsecMechanism | undefined {
  if (mechanismFault(mechanism) !== undefined) return undefined;
  const { parameters } = mechanism;
  const alg = parameters.get('alg') ?? '';
  const ealg = parameters.get('ealg') ?? 'null';
  if (!isIntegrityAlgorithm(alg) || !isEncryptionAlgorithm(ealg)) return undefined;
  const number = (name: string): number => Number(parameters.get(name));
  return {
    alg,
    ealg,
    spiC: number('spi-c'),
    spiS: number('spi-s'),
    portC: number('port-c'),
    portS: number('port-s'),
    preference: parameters.has('q') ? number('q') : 1,
  };
}

/** The first pair of the P-CSCF's own list that the UE offers (TS 33.203 §7.2). */
export function chooseOffer(
  offers: readonly IpsecMechanism[],
  own: readonly SecurityAlgorithms[],
): IpsecMechanism | undefined {
  for (const pair of own) {
    const offer = offers.find(one => one.alg === pair.alg && one.ealg === pair.ealg);
    if (offer !== undefined) return offer;
  }
  return undefined;
}

/** Security-Server: every pair the P-CSCF supports, so that nobody can bid down (TS 33.203 §7.2). */
export function securityServerValue(own: readonly SecurityAlgorithms[], parameters?: SecurityParameters): string {
  return own
    .map((pair, i) => {
      const q = Math.max(0.1, 0.9 - i / 10).toFixed(1);
      const common = `ipsec-3gpp;q=${q};alg=${pair.alg};ealg=${pair.ealg};prot=esp;mod=trans`;
      if (parameters === undefined) return common;
      const { spiC, spiS, portC, portS } = parameters;
      return `${common};spi-c=${spi(spiC)};spi-s=${spi(spiS)};port-c=${portC};port-s=${portS}`;
    })
    .join(', ');
}

/** SPIs are written with ten digits (TS 33.203 Annex H). */
export function spi(value: number): string {
  return String(value).padStart(10, '0');
}

/** Whether two lists say the same; neither the order of parameters nor letter case matters. */
export function sameMechanisms(a: readonly Mechanism[], b: readonly Mechanism[]): boolean {
  const written = (mechanisms: readonly Mechanism[]): string =>
    mechanisms
      .map(one => [one.name, ...[...one.parameters].map(([name, value]) => `${name}=${value}`).sort()].join(';'))
      .join(',');
  return written(a) === written(b);
}

/** The names of the parameters in which two mechanism lists differ, for a message to a person. */
export function differingParameters(a: readonly Mechanism[], b: readonly Mechanism[]): string[] {
  if (a.length !== b.length) return ['number of mechanisms'];
  const names = new Set<string>();
  a.forEach((one, i) => {
    const other = b[i];
    if (other === undefined) return;
    if (one.name !== other.name) names.add('mechanism');
    for (const name of [...one.parameters.keys(), ...other.parameters.keys()]) {
      if (one.parameters.get(name) !== other.parameters.get(name)) names.add(name);
    }
  });
  return [...names];
}
