/** Stand-ins for hosts: addresses, domains (those of 3GPP keep their shape, TS 23.003 §13.2), single labels. */

import type { FakeAddresses } from './fakeAddresses.ts';
import type { FakeNetworks } from './fakeNetworks.ts';
import type { Fakes } from './fakes.ts';

const V4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const NETWORK = /^((?:[a-z0-9_-]+\.)*)mnc(\d{2,3})\.mcc(\d{3})\.((?:pub\.)?3gppnetwork\.org)$/i;
/** Set aside by RFC 2606 and RFC 6761: nobody's. */
const NOBODY = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|test|localhost)$/i;
/** What a machine does, not whose it is. */
const ROLE =
  /^(?:[a-z]?-?cscf|pcscf|icscf|scscf|ecscf|bgcf|mgcf|mgw|mrf[cp]?|tas|as|mmtel|scc-?as|hss|ims|epc|5gc|sbc|a-?sbc|atcf|ibcf|i-?bcf|trf|lrf|proxy|sips?|registrar|gw|gateway|dns|www|xcap|bsf|naf|nai|conf-factory|conf|conference|voicemail|wlan|pub|home|visited|edge|core|lab|ue|phone|pc|mail|gprs|aaa|epdg|node|gruu)[-_]?\d*$/i;

export class FakeHosts {
  readonly #fakes: Fakes;
  readonly #addresses: FakeAddresses;
  readonly #networks: FakeNetworks;

  constructor(fakes: Fakes, addresses: FakeAddresses, networks: FakeNetworks) {
    this.#fakes = fakes;
    this.#addresses = addresses;
    this.#networks = networks;
  }

  /** A host as it stands in a URI or Via: IPv6 in brackets. A final dot stays. */
  of(host: string): string {
    if (V4.test(host)) return this.#addresses.v4(host);
    const inner = /^\[(.*)\]$/.exec(host)?.[1];
    if (inner !== undefined) return `[${this.#addresses.v6(inner) ?? this.#fakes.of('host', inner)}]`;
    if (host.includes(':')) return this.#addresses.v6(host) ?? host;
    if (host.endsWith('.')) return `${this.of(host.slice(0, -1))}.`;
    return this.#domain(host);
  }

  #domain(domain: string): string {
    const network = NETWORK.exec(domain);
    if (network) {
      const [, labels = '', mnc = '', mcc = '', root = ''] = network;
      const fake = this.#networks.labels(mcc, mnc);
      return `${this.#labels(labels)}mnc${fake.mnc}.mcc${fake.mcc}.${root}`;
    }
    if (!domain.includes('.')) return this.#label(domain);
    if (domain.toLowerCase().endsWith('.invalid')) return domain;
    const kept = NOBODY.exec(domain)?.[0];
    if (kept !== undefined) return this.#labels(domain.slice(0, domain.length - kept.length)) + kept;
    const base = baseOf(domain);
    const own = domain.slice(0, domain.length - base.length);
    const main = base.split('.', 1)[0] ?? base;
    return `${this.#labels(own)}${this.#fakes.of('domain', main.toLowerCase())}.example`;
  }

  #labels(labels: string): string {
    return labels
      .split('.')
      .map(label => (label === '' ? '' : this.#label(label)))
      .join('.');
  }

  #label(label: string): string {
    return ROLE.test(label) || NOBODY.test(label) ? label : this.#fakes.of('host', label.toLowerCase());
  }
}

/** The part of a domain that somebody registered: two labels, three under `co.uk` and the like. */
export function baseOf(domain: string): string {
  const labels = domain.split('.');
  const second = labels.at(-2) ?? '';
  const isNational = (labels.at(-1) ?? '').length === 2 && second.length <= 3 && labels.length > 2;
  return labels.slice(isNational ? -3 : -2).join('.');
}

/** MCC and MNC that a domain names. */
export function networkOf(domain: string): { readonly mcc: string; readonly mnc: string } | undefined {
  const [, , mnc, mcc] = NETWORK.exec(domain) ?? [];
  return mnc === undefined || mcc === undefined ? undefined : { mcc, mnc };
}

/** The label says what a machine does. */
export function isRole(label: string): boolean {
  return ROLE.test(label);
}
