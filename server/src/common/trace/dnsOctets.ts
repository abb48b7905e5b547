/** DNS messages on the wire (RFC 1035 §4), with the records that finding a SIP server needs (RFC 2782, RFC 3403). */
import { joinBytes } from '../auth/encoding.ts';
import { u8, u16, u32 } from './octets.ts';

export interface DnsRecordText {
  readonly name: string;
  readonly type: 'NAPTR' | 'SRV' | 'A';
  /** Record data as in a zone file. */
  readonly data: string;
}

export interface DnsExchange {
  readonly id: number;
  readonly name: string;
  readonly type: 'NAPTR' | 'SRV' | 'A';
  readonly answer?: {
    readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
    readonly records: readonly DnsRecordText[];
    readonly additional: readonly DnsRecordText[];
  };
}

const TYPES = { A: 1, SRV: 33, NAPTR: 35 } as const;
const RCODES = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3 } as const;

/** A query, or its answer when there is one. */
export function dnsOctets(message: DnsExchange): Uint8Array {
  const { answer } = message;
  const flags = answer === undefined ? 0x0100 : 0x8580 | RCODES[answer.rcode];
  const records = answer?.records ?? [];
  const additional = answer?.additional ?? [];
  return joinBytes([
    u16(message.id & 0xffff, flags, 1, records.length, 0, additional.length),
    nameOctets(message.name),
    u16(TYPES[message.type], 1),
    ...[...records, ...additional].map(recordOctets),
  ]);
}

function nameOctets(name: string): Uint8Array {
  const labels = name.split('.').filter(label => label !== '');
  return joinBytes([...labels.flatMap(label => [u8(label.length), ascii(label)]), u8(0)]);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0) & 127);
}

function recordOctets(record: DnsRecordText): Uint8Array {
  const data = dataOctets(record);
  return joinBytes([nameOctets(record.name), u16(TYPES[record.type], 1), u32(0), u16(data.length), data]);
}

function dataOctets({ type, data }: DnsRecordText): Uint8Array {
  if (type === 'A') return Uint8Array.from(data.split('.').map(Number));
  const parts = data.match(/"[^"]*"|\S+/g) ?? [];
  if (type === 'SRV') {
    const [priority, weight, port, target = ''] = parts;
    return joinBytes([u16(Number(priority), Number(weight), Number(port)), nameOctets(target)]);
  }
  const [order, preference, flags = '', service = '', pattern = '', replacement = ''] = parts;
  const texts = [flags, service, pattern].map(text => text.replace(/^"|"$/g, ''));
  return joinBytes([
    u16(Number(order), Number(preference)),
    ...texts.flatMap(text => [u8(text.length), ascii(text)]),
    nameOctets(replacement),
  ]);
}
