/** Name server: answers from zones that follow from the configuration (RFC 3263, RFC 1035). */
import type { Configuration, NetworkElement } from '../../config/configuration.ts';
import type { Actor, DnsMessage, DnsRecord, Io, SimEvent } from '../actor.ts';
import type { StateValue } from '../result.ts';

export type DnsFault = 'NXDOMAIN' | 'SERVFAIL' | 'silent';

const ADDRESS = '10.0.1.53';

/** NAPTR, SRV and A of the home domain, and A of every network element. */
export function zoneOf(configuration: Configuration): DnsRecord[] {
  const { network } = configuration;
  const { homeDomain, icscf } = network;
  const elements: readonly NetworkElement[] = [network.pcscf, icscf, ...network.scscf, network.hss, ...network.as];
  const service = `_sip._udp.${homeDomain}`;
  return [
    { name: homeDomain, type: 'NAPTR', data: `100 10 "s" "SIP+D2U" "" ${service}` },
    { name: service, type: 'SRV', data: `0 0 ${icscf.port} ${icscf.host}` },
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
    this.#records = records;
    this.#fault = fault;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'dns' || this.#fault === 'silent') return;
    io.dns(event.from, this.#answer(event.message));
  }

  #answer(query: DnsMessage): DnsMessage {
    if (this.#fault !== undefined && this.#fault !== 'silent') {
      return { ...query, answer: { rcode: this.#fault, records: [], additional: [] } };
    }
    const isNameKnown = this.#records.some(record => record.name === query.name);
    const records = this.#records.filter(record => record.name === query.name && record.type === query.type);
    const rcode = isNameKnown ? 'NOERROR' : 'NXDOMAIN';
    return { ...query, answer: { rcode, records, additional: this.#additional(records) } };
  }

  /** What the next questions would be, as servers add it (RFC 2782, RFC 3403 §4.1). */
  #additional(records: readonly DnsRecord[]): DnsRecord[] {
    return records.flatMap(record => {
      const target = record.data.split(/\s+/).at(-1);
      if (record.type === 'A' || target === undefined) return [];
      const next = record.type === 'NAPTR' ? 'SRV' : 'A';
      const found = this.#records.filter(one => one.name === target && one.type === next);
      return [...found, ...this.#additional(found)];
    });
  }

  state(): StateValue {
    return { records: this.#records.length };
  }
}
