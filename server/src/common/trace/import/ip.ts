/** IPv4 (RFC 791) and IPv6 (RFC 8200) packets, put together from their fragments. */

export interface IpPacket {
  /** Text form; IPv6 in the form of RFC 5952. */
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly payload: Uint8Array;
}

interface Fragment {
  readonly packet: IpPacket;
  readonly id: number;
  readonly offset: number;
  readonly more: boolean;
}

/** 64 KiB over links of 576 octets take 120; more is noise, and would cost more than it can give. */
const MOST_FRAGMENTS = 256;

/** Reads packets and keeps fragments until all of a packet is there. */
export class IpReader {
  readonly #waiting = new Map<string, Fragment[]>();

  /** Fragments that never became a packet. */
  get incomplete(): number {
    return this.#waiting.size;
  }

  /** 'waiting' for a fragment that does not complete its packet; undefined for what is no IP. */
  read(octets: Uint8Array): IpPacket | 'waiting' | undefined {
    const fragment = (octets[0] ?? 0) >> 4 === 6 ? readIpv6(octets) : readIpv4(octets);
    if (!fragment) return undefined;
    if (fragment.offset === 0 && !fragment.more) return fragment.packet;
    return this.#join(fragment) ?? 'waiting';
  }

  #join(fragment: Fragment): IpPacket | undefined {
    const { source, destination, protocol } = fragment.packet;
    const key = `${source} ${destination} ${protocol} ${fragment.id}`;
    const parts = this.#waiting.get(key) ?? [];
    parts.push(fragment);
    if (parts.length > MOST_FRAGMENTS) parts.length = 0;
    this.#waiting.set(key, parts);
    // The last one tells the length; until it is there nothing can be complete.
    if (!parts.some(part => !part.more)) return undefined;
    parts.sort((left, right) => left.offset - right.offset);
    let end = 0;
    for (const { offset, packet } of parts) {
      if (offset > end) return undefined;
      end = Math.max(end, offset + packet.payload.length);
    }
    const payload = new Uint8Array(end);
    for (const { offset, packet } of parts) payload.set(packet.payload, offset);
    this.#waiting.delete(key);
    return { ...fragment.packet, payload };
  }
}

function word(octets: Uint8Array, at: number): number {
  return ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
}

function readIpv4(octets: Uint8Array): Fragment | undefined {
  const header = ((octets[0] ?? 0) & 15) * 4;
  if ((octets[0] ?? 0) >> 4 !== 4 || header < 20 || octets.length < header) return undefined;
  // Zero where the network card cuts packets itself; behind the length a short frame is padded.
  const total = word(octets, 2) || octets.length;
  if (total < header) return undefined;
  const flags = word(octets, 6);
  const packet = {
    source: ipv4Text(octets, 12),
    destination: ipv4Text(octets, 16),
    protocol: octets[9] ?? 0,
    payload: octets.subarray(header, Math.min(total, octets.length)),
  };
  return { packet, id: word(octets, 4), offset: (flags & 0x1fff) * 8, more: (flags & 0x2000) !== 0 };
}

/** Headers between the fixed one and the payload, with their own length in units of 8 octets beyond the first. */
const EXTENSIONS: ReadonlySet<number> = new Set([0, 43, 60, 135]);
const FRAGMENT = 44;

function readIpv6(octets: Uint8Array): Fragment | undefined {
  if (octets.length < 40) return undefined;
  const length = word(octets, 4);
  const end = length === 0 ? octets.length : Math.min(octets.length, 40 + length);
  let protocol = octets[6] ?? 0;
  let at = 40;
  let [id, offset, more] = [0, 0, false];
  while ((EXTENSIONS.has(protocol) || protocol === FRAGMENT) && at + 8 <= end) {
    const next = octets[at] ?? 0;
    if (protocol === FRAGMENT) {
      const flags = word(octets, at + 2);
      offset = flags & 0xfff8;
      more = (flags & 1) !== 0;
      id = word(octets, at + 4) * 0x10000 + word(octets, at + 6);
    }
    at += protocol === FRAGMENT ? 8 : 8 + (octets[at + 1] ?? 0) * 8;
    protocol = next;
  }
  const payload = octets.subarray(Math.min(at, end), end);
  return {
    packet: { source: ipv6Text(octets, 8), destination: ipv6Text(octets, 24), protocol, payload },
    id,
    offset,
    more,
  };
}

export function ipv4Text(octets: Uint8Array, at: number): string {
  return octets.subarray(at, at + 4).join('.');
}

/** RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as `::`. */
export function ipv6Text(octets: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, index) => word(octets, at + 2 * index));
  let [best, bestLength] = [-1, 1];
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > bestLength) [best, bestLength] = [start, length];
  }
  const text = (part: readonly number[]): string => part.map(group => group.toString(16)).join(':');
  if (best < 0) return text(groups);
  return `${text(groups.slice(0, best))}::${text(groups.slice(best + bestLength))}`;
}

/** `address:port`, brackets around IPv6. */
export function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
