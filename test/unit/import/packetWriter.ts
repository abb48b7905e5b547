/** Writes captures for the tests: every layer is a function from octets to octets. */

type Octets = Uint8Array<ArrayBuffer>;

export function octets(...parts: readonly (number | string | Uint8Array | readonly number[])[]): Octets {
  return Uint8Array.from(
    parts.flatMap(part => {
      if (typeof part === 'number') return [part];
      return typeof part === 'string' ? [...Buffer.from(part)] : [...part];
    }),
  );
}

const u16 = (value: number): number[] => [(value >> 8) & 255, value & 255];
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value)];
const le16 = (value: number): number[] => u16(value).reverse();
const le32 = (value: number): number[] => u32(value).reverse();

export function udp(data: Uint8Array, from = 5060, to = 5060): Octets {
  return octets(u16(from), u16(to), u16(data.length + 8), u16(0), data);
}

export interface TcpOptions {
  readonly sequence: number;
  readonly syn?: boolean;
  readonly from?: number;
  readonly to?: number;
}

export function tcp(data: Uint8Array, { sequence, syn = false, from = 5060, to = 5060 }: TcpOptions): Octets {
  return octets(u16(from), u16(to), u32(sequence), u32(0), 0x50, syn ? 2 : 16, u16(65535), u32(0), data);
}

const A4 = [192, 0, 2, 1];
const B4 = [192, 0, 2, 2];
const A6 = [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
const B6 = [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];

interface Ip4Options {
  readonly protocol?: number;
  readonly id?: number;
  /** In octets. */
  readonly offset?: number;
  readonly more?: boolean;
  readonly back?: boolean;
}

export function ipv4(
  payload: Uint8Array,
  { protocol = 17, id = 1, offset = 0, more = false, back = false }: Ip4Options = {},
): Octets {
  const flags = (offset / 8) | (more ? 0x2000 : 0);
  const ends = back ? [B4, A4] : [A4, B4];
  return octets(0x45, 0, u16(20 + payload.length), u16(id), u16(flags), 64, protocol, 0, 0, ...ends, payload);
}

export function ipv6(payload: Uint8Array, next = 17): Octets {
  return octets(0x60, 0, 0, 0, u16(payload.length), next, 64, A6, B6, payload);
}

/** An IPv6 fragment header before a part of a packet. */
export function fragment6(payload: Uint8Array, next: number, offset: number, more: boolean): Octets {
  return octets(next, 0, u16(offset | (more ? 1 : 0)), u32(7), payload);
}

export function ethernet(packet: Uint8Array, type = 0x0800, vlan?: number): Octets {
  const tag = vlan === undefined ? [] : [...u16(0x8100), ...u16(vlan)];
  return octets([0, 0, 0x5e, 0, 0x53, 1], [0, 0, 0x5e, 0, 0x53, 2], tag, u16(type), packet);
}

export function cooked(packet: Uint8Array): Octets {
  return octets(u16(0), u16(1), u16(6), [0, 0, 0x5e, 0, 0x53, 1, 0, 0], u16(0x0800), packet);
}

export function cooked2(packet: Uint8Array): Octets {
  return octets(u16(0x0800), u16(0), u32(3), u16(1), 0, 6, [0, 0, 0x5e, 0, 0x53, 1, 0, 0], packet);
}

export function loopback(packet: Uint8Array): Octets {
  return octets(le32(2), packet);
}

/** GTP-U with a sequence number and a PDU session extension header (TS 38.415). */
export function gtp(packet: Uint8Array): Octets {
  const inner = octets(u16(1), 0, 0x85, [1, 0x10, 9, 0], packet);
  return octets(0x36, 255, u16(inner.length), u32(0x1234), inner);
}

/** ESP with NULL encryption and HMAC-96. */
export function esp(payload: Uint8Array, next: number): Octets {
  const padding = (4 - ((payload.length + 2) % 4)) % 4;
  const pad = Array.from({ length: padding }, (_, index) => index + 1);
  return octets(u32(0x1111), u32(1), payload, pad, padding, next, new Uint8Array(12).fill(0xaa));
}

export interface Timed {
  readonly at: number;
  readonly octets: Uint8Array;
}

/** Times in seconds; `little` and `nano` choose one of the four forms of the file. */
export function pcap(packets: readonly Timed[], linkType = 1, { little = true, nano = false } = {}): Octets {
  const n32 = little ? le32 : u32;
  const n16 = little ? le16 : u16;
  const magic = n32(nano ? 0xa1b23c4d : 0xa1b2c3d4);
  const parts = packets.map(packet => {
    const fraction = Math.round((packet.at % 1) * (nano ? 1e9 : 1e6));
    const { length } = packet.octets;
    return octets(n32(Math.floor(packet.at)), n32(fraction), n32(length), n32(length), packet.octets);
  });
  return octets(magic, n16(2), n16(4), n32(0), n32(0), n32(65535), n32(linkType), ...parts);
}

function block(type: number, body: Uint8Array): Octets {
  const padded = octets(body, new Uint8Array((4 - (body.length % 4)) % 4));
  return octets(le32(type), le32(padded.length + 12), padded, le32(padded.length + 12));
}

/** Nanoseconds, two interfaces of which the second one is used, and a block that nobody knows. */
export function pcapng(packets: readonly Timed[], linkType = 1): Octets {
  const section = block(0x0a0d0d0a, octets(le32(0x1a2b3c4d), le16(1), le16(0), le32(0xffffffff), le32(0xffffffff)));
  const other = block(1, octets(le16(0), le16(0), le32(0)));
  const used = block(1, octets(le16(linkType), le16(0), le32(0), le16(9), le16(1), 9, 0, 0, 0, le32(0)));
  const blocks = packets.map(packet => {
    const ticks = BigInt(Math.floor(packet.at)) * 1_000_000_000n + BigInt(Math.round((packet.at % 1) * 1e9));
    const time = octets(le32(Number(ticks >> 32n)), le32(Number(ticks & 0xffffffffn)));
    const { length } = packet.octets;
    return block(6, octets(le32(1), time, le32(length), le32(length), packet.octets));
  });
  return octets(section, other, used, block(0x0bad, octets(1, 2, 3)), ...blocks);
}
