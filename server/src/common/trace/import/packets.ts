/** SIP messages in captured packets: over UDP and TCP, also inside GTP-U and ESP with NULL encryption. */

import type { Packet } from './captureFile.ts';
import { ipStart, LINK } from './frames.ts';
import { endpoint, type IpPacket, IpReader, ipv4Text, ipv6Text } from './ip.ts';
import { findStartLine, messageAt, messageText } from './octets.ts';
import { TcpStreams } from './tcpStreams.ts';
import type { TraceMessage } from './types.ts';

export interface PacketMessages {
  readonly messages: readonly TraceMessage[];
  readonly notes: readonly string[];
}

const TCP = 6;
const UDP = 17;
const ESP = 50;
const GTP_U = 2152;

/** IP in GTP-U in IP; deeper is an attack on the stack, not a network. */
const DEEPEST = 4;

export function messagesIn(packets: readonly Packet[]): PacketMessages {
  const reader = new PacketReader();
  for (const [index, packet] of packets.entries()) reader.read(packet, index);
  return reader.finish();
}

class PacketReader {
  readonly #ip = new IpReader();
  readonly #tcp = new TcpStreams();
  readonly #messages: TraceMessage[] = [];
  readonly #skipped = new Map<string, number>();
  #packet = 0;
  #at: number | undefined;

  read(packet: Packet, index: number): void {
    this.#packet = index;
    this.#at = packet.at;
    const skipped = this.#frame(packet);
    if (skipped !== undefined) this.#skipped.set(skipped, (this.#skipped.get(skipped) ?? 0) + 1);
  }

  finish(): PacketMessages {
    this.#readStreams();
    const messages = this.#messages.map((message, order) => ({ message, order }));
    // Streams are read last; equal packets keep the order in which their messages stand.
    messages.sort((left, right) => left.message.line - right.message.line || left.order - right.order);
    if (this.#ip.incomplete > 0) this.#skipped.set('of which fragments are missing', this.#ip.incomplete);
    const notes = [...this.#skipped].map(
      ([what, count]) => `${count} ${count === 1 ? 'packet' : 'packets'} ${what}: left out.`,
    );
    return { messages: messages.map(({ message }) => message), notes };
  }

  /** This and what it calls say why the packet is left out; undefined when it is not. */
  #frame({ linkType, octets }: Packet): string | undefined {
    if (linkType === LINK.exportedPdu) return this.#exported(octets);
    const start = ipStart(linkType, octets);
    return start === undefined ? 'without IP' : this.#readIp(octets.subarray(start), 0);
  }

  #readIp(octets: Uint8Array, depth: number): string | undefined {
    if (depth > DEEPEST) return 'nested too deeply';
    const packet = this.#ip.read(octets);
    if (packet === 'waiting') return undefined;
    return packet === undefined ? 'with a broken IP header' : this.#readTransport(packet, depth);
  }

  #readTransport(packet: IpPacket, depth: number): string | undefined {
    switch (packet.protocol) {
      case UDP:
        return this.#readUdp(packet, depth);
      case TCP:
        return this.#readTcp(packet);
      case ESP: {
        const inner = depth < DEEPEST ? espNull(packet) : undefined;
        return inner ? this.#readTransport(inner, depth + 1) : 'with encrypted ESP';
      }
      case 4:
      case 41:
        return this.#readIp(packet.payload, depth + 1);
      default:
        return 'with neither UDP nor TCP';
    }
  }

  #readUdp({ source, destination, payload }: IpPacket, depth: number): string | undefined {
    if (payload.length < 8) return 'with a broken UDP header';
    const from = word(payload, 0);
    const to = word(payload, 2);
    const data = payload.subarray(8, Math.max(8, Math.min(payload.length, word(payload, 4) || payload.length)));
    const inner = from === GTP_U || to === GTP_U ? insideGtp(data) : undefined;
    if (inner) return this.#readIp(inner, depth + 1);
    return this.#readDatagram(data, endpoint(source, from), endpoint(destination, to));
  }

  #readDatagram(data: Uint8Array, from: string, to: string): string | undefined {
    let start = 0;
    while (data[start] === 13 || data[start] === 10) start++;
    // Keep-alives: empty lines (RFC 5626 §4.4.1) are no loss.
    if (start === data.length) return undefined;
    const firstLine = data.subarray(0, lineAfter(data, start));
    if (findStartLine(firstLine, start) !== start) return 'with UDP that is no SIP';
    const found = messageAt(data, start, 'datagram');
    this.#push({ ...messageText(data, found), from, to, at: this.#at, packet: this.#packet });
    return undefined;
  }

  #readTcp({ source, destination, payload }: IpPacket): string | undefined {
    const header = ((payload[12] ?? 0) >> 4) * 4;
    if (payload.length < 20 || header < 20) return 'with a broken TCP header';
    this.#tcp.add({
      source: endpoint(source, word(payload, 0)),
      destination: endpoint(destination, word(payload, 2)),
      sequence: word(payload, 4) * 0x10000 + word(payload, 6),
      syn: ((payload[13] ?? 0) & 2) !== 0,
      data: payload.subarray(Math.min(header, payload.length)),
      at: this.#at,
      packet: this.#packet,
    });
    return undefined;
  }

  #readStreams(): void {
    let others = 0;
    for (const { octets, source, destination, packetBefore } of this.#tcp.streams()) {
      let start = findStartLine(octets, 0);
      if (start < 0) others++;
      while (start >= 0) {
        const found = messageAt(octets, start, 'stream');
        this.#push({ ...messageText(octets, found), from: source, to: destination, ...packetBefore(found.end) });
        start = findStartLine(octets, found.end);
      }
    }
    if (others > 0) this.#skipped.set('or streams of TCP that are no SIP', others);
  }

  /** Wireshark's "Export PDUs": tags, then the octets of the named protocol. */
  #exported(octets: Uint8Array): string | undefined {
    let [source, destination, from, to] = ['', '', 0, 0];
    let at = 0;
    while (at + 4 <= octets.length) {
      const tag = word(octets, at);
      const length = word(octets, at + 2);
      at += 4;
      if (tag === 0) break;
      if (tag === 20) source = ipv4Text(octets, at);
      else if (tag === 21) destination = ipv4Text(octets, at);
      else if (tag === 22) source = ipv6Text(octets, at);
      else if (tag === 23) destination = ipv6Text(octets, at);
      else if (tag === 25) from = word(octets, at + 2);
      else if (tag === 26) to = word(octets, at + 2);
      at += length;
    }
    return this.#readDatagram(octets.subarray(at), endpoint(source, from), endpoint(destination, to));
  }

  #push(one: {
    readonly text: string;
    readonly comments: readonly string[];
    readonly from: string;
    readonly to: string;
    readonly at: number | undefined;
    readonly packet: number;
  }): void {
    const { text, comments, from, to, at, packet } = one;
    // A hexadecimal dump may have the time of the day only.
    const marks = { from, to, ...(at === undefined ? {} : { at, ...(at < 86_400 ? {} : { dated: true }) }) };
    this.#messages.push({ text, comments, marks, line: packet });
  }
}

function word(octets: Uint8Array, at: number): number {
  return ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
}

function lineAfter(octets: Uint8Array, from: number): number {
  const lf = octets.indexOf(10, from);
  return lf < 0 ? octets.length : lf + 1;
}

/** The user's packet in a G-PDU (TS 29.281 §5); undefined for anything else. */
function insideGtp(octets: Uint8Array): Uint8Array | undefined {
  const flags = octets[0] ?? 0;
  if (flags >> 5 !== 1 || octets[1] !== 255 || octets.length < 8) return undefined;
  let at = 8;
  if (flags & 7) {
    at = 12;
    let next = flags & 4 ? (octets[11] ?? 0) : 0;
    while (next !== 0 && at < octets.length) {
      const length = (octets[at] ?? 0) * 4;
      if (length === 0) return undefined;
      next = octets[at + length - 1] ?? 0;
      at += length;
    }
  }
  const version = (octets[at] ?? 0) >> 4;
  return version === 4 || version === 6 ? octets.subarray(at) : undefined;
}

/** Lengths of the integrity check value that IMS agrees on: HMAC-96 (TS 33.203 Annex H), none, 128 bits. */
const CHECK_VALUES = [12, 0, 16];

/** What ESP with NULL encryption carries (RFC 4303 §2, RFC 2410): told by the padding, which counts 1, 2, 3, ... */
function espNull(packet: IpPacket): IpPacket | undefined {
  const { payload } = packet;
  for (const check of CHECK_VALUES) {
    const end = payload.length - check;
    const protocol = payload[end - 1] ?? 0;
    const padding = payload[end - 2] ?? 0;
    const dataEnd = end - 2 - padding;
    if (dataEnd < 8 + 8 || (protocol !== UDP && protocol !== TCP && protocol !== 4 && protocol !== 41)) continue;
    if (payload.subarray(dataEnd, end - 2).some((octet, index) => octet !== index + 1)) continue;
    return { ...packet, protocol, payload: payload.subarray(8, dataEnd) };
  }
  return undefined;
}
