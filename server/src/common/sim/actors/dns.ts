/** Name server: answers from zones that follow from the configuration (RFC 3263, RFC 1035). */
import type { Configuration, NetworkElement } from '../../config/configuration.ts';
import type { Actor, DnsMessage, DnsRecord, Io, SimEvent } from '../actor.ts';
import type { StateValue } from '../result.ts';

/**
 * How the name server fails: an error for everything, silence, answers without records; or what its zone lacks: NAPTR,
 * NAPTR and SRV, or the service itself, whose SRV then has the target "." (RFC 2782).
 */
export const DNS_FAULTS = ['NXDOMAIN', 'SERVFAIL', 'silent', 'empty', 'no-naptr', 'no-srv', 'no-service'] as const;
export type DnsFault = (typeof DNS_FAULTS)[number];

const ADDRESS = '10.0.1.53';

/** NAPTR, SRV and A of the home domain, and A of every network element. */
export function zoneOf(configuration: Configuration): DnsRecord[] {
  const { network } = configuration;
  const { homeDomain, icscf } = network;
  const elements: readonly NetworkElement[] = [network.pcscf, icscf, ...network.scscf, network.hss, ...network.as];
  const udp = `_sip._udp.${homeDomain}`;
  const tcp = `_sip._tcp.${homeDomain}`;
  return [
    { name: homeDomain, type: 'NAPTR', data: `100 10 "s" "SIP+D2U" "" ${udp}` },
    { name: homeDomain, type: 'NAPTR', data: `100 20 "s" "SIP+D2T" "" ${tcp}` },
    { name: udp, type: 'SRV', data: `0 0 ${icscf.port} ${icscf.host}` },
    { name: tcp, type: 'SRV', data: `0 0 ${icscf.port} ${icscf.host}` },
    ...elements.map((element): DnsRecord => ({ name: element.host, type: 'A', data: element.address })),
  ];
}

export class Dns implements Actor {
  readonly id = 'dns';
  readonly label = 'DNS';
  readonly addresses = [ADDRESS];
  readonly #records: readonly DnsRecord[];
  readonly #fault: DnsFault | undefined;

  constructor(records: readonly DnsRecord[], fault?: DnsFault) {
    this.#records = faultyZone(records, fault);
    this.#fault = fault;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'dns' || this.#fault === 'silent') return;
    io.dns(event.from, this.#answer(event.message));
  }

  #answer(query: DnsMessage): DnsMessage {
    if (this.#fault === 'NXDOMAIN' || this.#fault === 'SERVFAIL') {
      return { ...query, answer: { rcode: this.#fault, records: [], additional: [] } };
    }
    if (this.#fault === 'empty') return { ...query, answer: { rcode: 'NOERROR', records: [], additional: [] } };
    // A name below which there are others exists, too (RFC 8020 §2).
    const isNameKnown = this.#records.some(({ name }) => name === query.name || name.endsWith(`.${query.name}`));
    const records = this.#records.filter(record => record.name === query.name && record.type === query.type);
    const rcode = isNameKnown ? 'NOERROR' : 'NXDOMAIN';
    return { ...query, answer: { rcode, records, additional: this.#additional(records) } };
  }

  /** What the next questions would be, as servers add it (RFC 2782, RFC 3403 §4.1). */
  #additional(records: readonly DnsRecord[]): DnsRecord[] {
    const all = records.flatMap(record => {
      const target = record.data.split(/\s+/).at(-1);
      if (record.type === 'A' || target === undefined) return [];
      const next = record.type === 'NAPTR' ? 'SRV' : 'A';
      const found = this.#records.filter(one => one.name === target && one.type === next);
      return [...found, ...this.#additional(found)];
    });
    return [...new Set(all)];
  }

  state(): StateValue {
    return { records: this.#records.map(({ name, type, data }) => `${name} ${type} ${data}`) };
  }
}

/** The zone as a fault leaves it. */
function faultyZone(records: readonly DnsRecord[], fault: DnsFault | undefined): readonly DnsRecord[] {
  switch (fault) {
    case 'no-naptr':
      return records.filter(record => record.type !== 'NAPTR');
    case 'no-srv':
      return records.filter(record => record.type === 'A');
    case 'no-service':
      return records.map(record => (record.type === 'SRV' ? { ...record, data: '0 0 0 .' } : record));
    default:
      return records;
  }
}
