/** The network from the checked tree. */

import { isEncryptionAlgorithm, isIntegrityAlgorithm, isLegalPair } from '../auth/ipsecKeys.ts';
import { SQN_POLICIES, SQN_PROFILE, type SqnPolicy, type SqnProfile } from '../auth/sqn.ts';
import {
  type ApplicationServer,
  defaultNetwork,
  type Network,
  type NetworkElement,
  QUIRKS,
  type Quirks,
  type RegistrationType,
  type Scscf,
  type SecurityAlgorithms,
} from './configuration.ts';
import type { Report } from './findings.ts';
import { flagAt, itemsOf, memberOf, numberAt, numbersAt, textAt, textsAt, type Value } from './tree.ts';

const REGISTRATION_TYPES: readonly RegistrationType[] = ['initial', 'reRegistration', 'deRegistration'];

/** How the HSS of a quirk profile steps SQN; the others follow Annex C. */
const QUIRK_SQN_POLICY: Partial<Record<Quirks, SqnPolicy>> = { open5gs: 'plus32', pyhss: 'plus100' };

export function buildNetwork(value: Value | undefined, homeDomain: string, report: Report): Network {
  const standard = defaultNetwork(textAt(value, 'homeDomain')?.toLowerCase() ?? homeDomain);
  const quirks = QUIRKS.find(one => one === textAt(value, 'quirks')) ?? standard.quirks;
  const policy = SQN_POLICIES.find(one => one === textAt(value, 'sqnPolicy'));
  const pcscf = memberOf(value, 'pcscf');
  return {
    homeDomain: standard.homeDomain,
    visitedNetwork: textAt(value, 'visitedNetwork') ?? standard.visitedNetwork,
    pcscf: {
      ...elementOf(pcscf, standard.pcscf, standard.homeDomain),
      securityAlgorithms: algorithmsOf(pcscf, report) ?? standard.pcscf.securityAlgorithms,
    },
    icscf: elementOf(memberOf(value, 'icscf'), standard.icscf, standard.homeDomain),
    scscf: scscfsOf(value, standard, report),
    hss: elementOf(memberOf(value, 'hss'), standard.hss, standard.homeDomain),
    as: serversOf(value, standard.homeDomain),
    roaming: textsAt(value, 'roaming') ?? standard.roaming,
    ...expiryOf(value, standard, report),
    quirks,
    sqnPolicy: policy ?? QUIRK_SQN_POLICY[quirks] ?? standard.sqnPolicy,
    sqnProfile: sqnProfileOf(value),
    ccf: textsAt(value, 'ccf') ?? standard.ccf,
    ecf: textsAt(value, 'ecf') ?? standard.ecf,
  };
}

function elementOf(value: Value | undefined, standard: NetworkElement, homeDomain: string): NetworkElement {
  const name = textAt(value, 'name') ?? standard.name;
  return {
    name,
    host: textAt(value, 'host')?.toLowerCase() ?? `${name}.${homeDomain}`,
    address: textAt(value, 'address') ?? standard.address,
    port: numberAt(value, 'port') ?? standard.port,
  };
}

function algorithmsOf(pcscf: Value | undefined, report: Report): SecurityAlgorithms[] | undefined {
  return itemsOf(pcscf, 'securityAlgorithms')?.flatMap(item => {
    const alg = textAt(item, 'alg') ?? '';
    const ealg = textAt(item, 'ealg') ?? 'null';
    if (!isIntegrityAlgorithm(alg) || !isEncryptionAlgorithm(ealg)) return [];
    if (isLegalPair(alg, ealg)) return [{ alg, ealg }];
    const message =
      'This pair cannot be: aes-gcm and alg null go together, aes-gmac goes with ealg null (TS 33.203 Annex H).';
    report(item.source, 'error', 'conflict', message);
    return [];
  });
}

function scscfsOf(value: Value | undefined, standard: Network, report: Report): readonly Scscf[] {
  const items = itemsOf(value, 'scscf') ?? [];
  const names = new Set<string>();
  const found = items.flatMap((item, position) => {
    const name = textAt(item, 'name') ?? `scscf${position + 1}`;
    const place = memberOf(item, 'name')?.source ?? item.source;
    if (names.has(name)) {
      report(place, 'error', 'duplicate', `There is another S-CSCF with the name "${name}".`);
      return [];
    }
    names.add(name);
    const base = { name, host: '', address: `10.0.1.${30 + position}`, port: 6060 };
    const capabilities = numbersAt(item, 'capabilities') ?? [];
    return [{ ...elementOf(item, base, standard.homeDomain), capabilities }];
  });
  return found.length > 0 ? found : standard.scscf;
}

function serversOf(value: Value | undefined, homeDomain: string): ApplicationServer[] {
  return (itemsOf(value, 'as') ?? []).map((item, position) => {
    const base = { name: `as${position + 1}`, host: '', address: `10.0.2.${10 + position}`, port: 5060 };
    const element = elementOf(item, base, homeDomain);
    const types = textsAt(item, 'registrationTypes');
    return {
      ...element,
      uri: textAt(item, 'uri') ?? `sip:${element.host}`,
      priority: numberAt(item, 'priority') ?? 0,
      methods: textsAt(item, 'methods') ?? ['REGISTER'],
      registrationTypes: types ? REGISTRATION_TYPES.filter(type => types.includes(type)) : REGISTRATION_TYPES,
      defaultHandling: textAt(item, 'defaultHandling') === 'terminate' ? 'terminate' : 'continue',
      includeRegisterRequest: flagAt(item, 'includeRegisterRequest') ?? false,
      includeRegisterResponse: flagAt(item, 'includeRegisterResponse') ?? false,
      serviceInfo: textAt(item, 'serviceInfo'),
    };
  });
}

function expiryOf(
  value: Value | undefined,
  standard: Network,
  report: Report,
): Pick<Network, 'minExpires' | 'maxExpires'> {
  const minExpires = numberAt(value, 'minExpires') ?? standard.minExpires;
  const maxExpires = numberAt(value, 'maxExpires') ?? standard.maxExpires;
  if (minExpires <= maxExpires) return { minExpires, maxExpires };
  const place = memberOf(value, 'minExpires') ?? memberOf(value, 'maxExpires');
  const message = `"minExpires" (${minExpires}) is more than "maxExpires" (${maxExpires}); the defaults hold.`;
  if (place !== undefined) report(place.source, 'error', 'conflict', message);
  return { minExpires: standard.minExpires, maxExpires: standard.maxExpires };
}

/** How SQN is built and judged; needed before the rest of the network, since subscribers' counters depend on it. */
export function sqnProfileOf(network: Value | undefined): SqnProfile {
  const value = memberOf(network, 'sqn');
  return {
    indexBits: numberAt(value, 'indexBits') ?? SQN_PROFILE.indexBits,
    delta: numberAt(value, 'delta') ?? SQN_PROFILE.delta,
    ageLimit: numberAt(value, 'ageLimit') ?? SQN_PROFILE.ageLimit,
  };
}
