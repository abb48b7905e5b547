/** The messages of a run as IPv4 packets: SIP over UDP, TCP and ESP, Diameter over SCTP, DNS over UDP. */
import { bytesFromUtf8, joinBytes } from '../auth/encoding.ts';
import { protectEsp } from '../auth/esp.ts';
import type { SecurityAssociation } from '../auth/ipsecKeys.ts';
import { maskKeys } from '../auth/keyMask.ts';
import { decodeDiameter, encodeDiameter } from '../diameter/codec.ts';
import { avpRow } from '../diameter/dictionary.ts';
import type { Avp } from '../diameter/types.ts';
import { type DnsExchange, dnsOctets } from './dnsOctets.ts';
import { crc32c, internetChecksum, u8, u16, u32 } from './octets.ts';

interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A message as it went over a link. */
export interface CapturedMessage {
  /** Number of the event that it belongs to. */
  readonly n: number;
  /** Virtual milliseconds. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly lost: boolean;
  readonly sip?: {
    readonly text: string;
    readonly path: {
      readonly protocol: 'UDP' | 'TCP' | 'TLS';
      readonly source: Endpoint;
      readonly destination: Endpoint;
      readonly association?: SecurityAssociation | undefined;
    };
  };
  readonly diameter?: Uint8Array;
  readonly dns?: DnsExchange;
}

export interface IpPacket {
  readonly at: number;
  readonly octets: Uint8Array;
  readonly comment?: string | undefined;
}

const UDP = 17;
const TCP = 6;
const SCTP = 132;
const ESP = 50;
const DIAMETER_PORT = 3868;
const DNS_PORT = 53;

/** Counters that must go on from packet to packet: sequence numbers of every connection and association. */
export class PacketMaker {
  readonly #addresses: ReadonlyMap<string, string>;
  readonly #hasKeys: boolean;
  readonly #tcp = new Map<string, number>();
  readonly #sctp = new Map<string, number>();
  readonly #esp = new Map<number, number>();
  #identification = 0;

  /** IP address by actor id, for what is not SIP. Without `hasKeys` the keys in 401 and MAA are zeros. */
  constructor(addresses: ReadonlyMap<string, string>, hasKeys: boolean) {
    this.#addresses = addresses;
    this.#hasKeys = hasKeys;
  }

  /** Undefined for what has no packets: notes, access signalling, messages between hosts without address. */
  packet(message: CapturedMessage): IpPacket | undefined {
    if (message.sip !== undefined) return this.#sip(message.at, message.sip);
    const source = this.#addresses.get(message.from);
    const destination = this.#addresses.get(message.to);
    if (source === undefined || destination === undefined) return undefined;
    const { at } = message;
    if (message.diameter !== undefined) {
      const data = this.#hasKeys ? message.diameter : maskDiameter(message.diameter);
      return { at, octets: this.#ip(source, destination, SCTP, this.#sctpSegment(message, data)) };
    }
    if (message.dns === undefined) return undefined;
    const isAnswer = message.dns.answer !== undefined;
    const client = 40_000 + (message.dns.id % 20_000);
    const ports = isAnswer ? [DNS_PORT, client] : [client, DNS_PORT];
    const ends = {
      source: { address: source, port: ports[0] ?? 0 },
      destination: { address: destination, port: ports[1] ?? 0 },
    };
    return { at, octets: this.#ip(source, destination, UDP, udpSegment(ends, dnsOctets(message.dns))) };
  }

  #sip(at: number, sip: NonNullable<CapturedMessage['sip']>): IpPacket | undefined {
    const { path } = sip;
    const payload = bytesFromUtf8(this.#hasKeys ? sip.text : maskKeys(sip.text));
    const isUdp = path.protocol === 'UDP';
    const segment = isUdp ? udpSegment(path, payload) : this.#tcpSegment(plainPorts(path), payload);
    const { source, destination } = path;
    const nextHeader = isUdp ? UDP : TCP;
    if (path.association !== undefined) {
      const sealed = this.#seal(path.association, segment, nextHeader);
      if (sealed !== undefined) return { at, octets: this.#ip(source.address, destination.address, ESP, sealed) };
    }
    const octets = this.#ip(source.address, destination.address, nextHeader, segment);
    return path.protocol === 'TLS'
      ? { at, octets, comment: 'This hop is inside TLS; the message is shown decrypted.' }
      : { at, octets };
  }

  #seal(association: SecurityAssociation, payload: Uint8Array, nextHeader: number): Uint8Array | undefined {
    const sequence = (this.#esp.get(association.spi) ?? 0) + 1;
    this.#esp.set(association.spi, sequence);
    // Predictable on purpose: a run gives the same file again, and it protects nothing.
    const iv = joinBytes([u32(association.spi, sequence, 0x5a5a5a5a, sequence)]);
    return protectEsp({ association, sequence, payload, nextHeader, iv });
  }

  #ip(source: string, destination: string, protocol: number, payload: Uint8Array): Uint8Array {
    this.#identification++;
    const head = (checksum: number): Uint8Array =>
      joinBytes([
        u8(0x45, 0),
        u16(20 + payload.length, this.#identification & 0xffff, 0x4000),
        u8(64, protocol),
        u16(checksum),
        addressOctets(source),
        addressOctets(destination),
      ]);
    return joinBytes([head(internetChecksum(head(0))), payload]);
  }

  #tcpSegment(ends: { source: Endpoint; destination: Endpoint }, payload: Uint8Array): Uint8Array {
    const key = (a: Endpoint, b: Endpoint): string => `${a.address}:${a.port}>${b.address}:${b.port}`;
    const there = key(ends.source, ends.destination);
    const sequence = this.#tcp.get(there) ?? 1000;
    const acknowledged = this.#tcp.get(key(ends.destination, ends.source)) ?? 1000;
    this.#tcp.set(there, sequence + payload.length);
    const head = (checksum: number): Uint8Array =>
      joinBytes([
        u16(ends.source.port, ends.destination.port),
        u32(sequence, acknowledged),
        // Data offset 5, PSH and ACK.
        u16(0x5018, 0xffff, checksum, 0),
      ]);
    return joinBytes([head(transportChecksum(ends, TCP, joinBytes([head(0), payload]))), payload]);
  }

  /** One DATA chunk, PPID 46 for Diameter in clear (RFC 6733 §2.1, §11.5; RFC 9260 §3.3.1). */
  #sctpSegment(message: CapturedMessage, data: Uint8Array): Uint8Array {
    const isRequest = ((data[4] ?? 0) & 0x80) !== 0;
    const client = isRequest ? message.from : message.to;
    const clientPort = 50_000 + [...this.#addresses.keys()].indexOf(client);
    const ports = isRequest ? u16(clientPort, DIAMETER_PORT) : u16(DIAMETER_PORT, clientPort);
    const direction = `${message.from}>${message.to}`;
    // Each direction of each association has its own tag and sequence (RFC 9260 §3.1, §8.5).
    const names = [...this.#addresses.keys()];
    const pair = 64 * names.indexOf(client) + names.indexOf(isRequest ? message.to : message.from);
    const number = (this.#sctp.get(direction) ?? 0) + 1;
    this.#sctp.set(direction, number);
    const padding = new Uint8Array((4 - (data.length % 4)) % 4);
    const chunk = joinBytes([u8(0, 3), u16(16 + data.length), u32(number), u16(0, number - 1), u32(46), data, padding]);
    const tag = u32(0x51570000 + 2 * pair + (isRequest ? 0 : 1));
    const crc = crc32c(joinBytes([ports, tag, u32(0), chunk]));
    const littleEndian = u8(crc & 255, (crc >>> 8) & 255, (crc >>> 16) & 255, crc >>> 24);
    return joinBytes([ports, tag, littleEndian, chunk]);
  }
}

/** The message with the octets of its secret AVPs replaced by zeros. */
function maskDiameter(octets: Uint8Array): Uint8Array {
  const decoded = decodeDiameter(octets);
  if (!decoded.ok) return octets;
  return encodeDiameter({ ...decoded.message, avps: decoded.message.avps.map(maskAvp) });
}

function maskAvp(avp: Avp): Avp {
  const { data } = avp;
  if (typeof data === 'object' && !(data instanceof Uint8Array)) return { ...avp, data: data.map(maskAvp) };
  if (avpRow(avp.code, avp.vendor)?.secret !== true) return avp;
  if (typeof data === 'string') return { ...avp, data: '0'.repeat(data.length) };
  return data instanceof Uint8Array ? { ...avp, data: new Uint8Array(data.length) } : avp;
}

/** Port 5061 would be taken for TLS records; the decrypted message stands at 5060. */
function plainPorts(path: { source: Endpoint; destination: Endpoint }): { source: Endpoint; destination: Endpoint } {
  const plain = (end: Endpoint): Endpoint => (end.port === 5061 ? { ...end, port: 5060 } : end);
  return { source: plain(path.source), destination: plain(path.destination) };
}

function udpSegment(ends: { source: Endpoint; destination: Endpoint }, payload: Uint8Array): Uint8Array {
  const head = (checksum: number): Uint8Array =>
    u16(ends.source.port, ends.destination.port, 8 + payload.length, checksum);
  const checksum = transportChecksum(ends, UDP, joinBytes([head(0), payload]));
  // Zero would mean that there is none (RFC 768).
  return joinBytes([head(checksum === 0 ? 0xffff : checksum), payload]);
}

/** Checksum over the pseudo header and the segment (RFC 768, RFC 9293 §3.1). */
function transportChecksum(
  ends: { source: Endpoint; destination: Endpoint },
  protocol: number,
  segment: Uint8Array,
): number {
  const pseudo = joinBytes([
    addressOctets(ends.source.address),
    addressOctets(ends.destination.address),
    u8(0, protocol),
    u16(segment.length),
  ]);
  return internetChecksum(joinBytes([pseudo, segment]));
}

/** IPv4; other addresses have no place in these packets and become 0.0.0.0. */
function addressOctets(address: string): Uint8Array {
  const parts = address.split('.').map(Number);
  const isAddress = parts.length === 4 && parts.every(part => Number.isInteger(part) && part >= 0 && part <= 255);
  return isAddress ? Uint8Array.from(parts) : new Uint8Array(4);
}
