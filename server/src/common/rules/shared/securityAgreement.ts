/** Security mechanisms of the sec-agree headers (RFC 3329, TS 33.203 Annex H). */

import { type Item, param } from '../../syntax/values.ts';
import type { Facts, In } from './facts.ts';
import { once } from './once.ts';

export const SECURITY_HEADERS = ['Security-Client', 'Security-Server', 'Security-Verify'] as const;

export type Mechanism = In<Item>;

/** The mechanisms of all three header fields. */
export const mechanismsIn = once((facts): readonly Mechanism[] => SECURITY_HEADERS.flatMap(name => facts.items(name)));

/** Those of IPsec (TS 33.203 Annex H). */
export const ipsecMechanismsIn = once(facts => mechanismsIn(facts).filter(isIpsec));

export function isIpsec(mechanism: Mechanism): boolean {
  return mechanism.value.toLowerCase() === 'ipsec-3gpp';
}

/** A parameter in lower case, with the default that TS 33.203 Annex H gives it. */
export function mechanismValue(mechanism: Mechanism, name: string): string | undefined {
  return param(mechanism.params, name)?.value?.toLowerCase() ?? DEFAULTS.get(name);
}

const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['prot', 'esp'],
  ['mod', 'trans'],
  ['ealg', 'null'],
]);

/** What makes two mechanisms the same offer: everything but the preference, in any order. */
export function mechanismKey(mechanism: Mechanism): string {
  const params = mechanism.params
    .filter(one => one.nameLower !== 'q')
    .map(one => `${one.nameLower}=${(one.value ?? '').toLowerCase()}`);
  const defaults = [...DEFAULTS].filter(([name]) => param(mechanism.params, name) === undefined);
  return [mechanism.value.toLowerCase(), ...params, ...defaults.map(([name, value]) => `${name}=${value}`)]
    .sort()
    .join(';');
}

/** The header fields with which a request asks for a security agreement. */
export function asksForAgreement(facts: Facts): boolean {
  return facts.item('Require', 'sec-agree') !== undefined || facts.item('Proxy-Require', 'sec-agree') !== undefined;
}

/** SIP Digest and GIBA need no security agreement (TS 33.203 Annexes N and T): only AKA shows that IPsec was meant. */
export function usesAgreement(facts: Facts): boolean {
  return asksForAgreement(facts) || AKA.test(facts.message.text);
}

const AKA = /\balgorithm\s*=\s*"?AKAv/i;
