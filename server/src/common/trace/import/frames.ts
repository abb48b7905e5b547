/** From a captured frame to the IP packet in it. */

/** LINKTYPE_ values that are read (https://www.tcpdump.org/linktypes.html). */
export const LINK = {
  null: 0,
  ethernet: 1,
  rawOld: 12,
  rawOpenBsd: 14,
  raw: 101,
  loop: 108,
  cooked: 113,
  ipv4: 228,
  ipv6: 229,
  exportedPdu: 252,
  cooked2: 276,
} as const;

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const VLAN: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
const PPPOE = 0x8864;

/** Position of the IP header in a frame; undefined when the frame holds something else. */
export function ipStart(linkType: number, octets: Uint8Array): number | undefined {
  switch (linkType) {
    case LINK.ethernet:
      return afterEtherType(octets, 12);
    case LINK.cooked:
      return afterEtherType(octets, 14);
    case LINK.cooked2:
      return afterEtherType(octets, 0, 20);
    // Four octets of address family, in the byte order of whoever captured.
    case LINK.null:
    case LINK.loop:
      return isIp(octets, 4) ? 4 : undefined;
    case LINK.raw:
    case LINK.rawOld:
    case LINK.rawOpenBsd:
    case LINK.ipv4:
    case LINK.ipv6:
      return isIp(octets, 0) ? 0 : undefined;
    default:
      return undefined;
  }
}

function isIp(octets: Uint8Array, at: number): boolean {
  const version = (octets[at] ?? 0) >> 4;
  return version === 4 || version === 6;
}

/** The EtherType stands at `at`; what it names begins right after it, or at `start`. VLAN tags may come between. */
function afterEtherType(octets: Uint8Array, at: number, start = at + 2): number | undefined {
  let type = word(octets, at);
  let next = start;
  while (VLAN.has(type) && next + 4 <= octets.length) {
    type = word(octets, next + 2);
    next += 4;
  }
  if (type === PPPOE && octets[next + 6] === 0 && (octets[next + 7] === 0x21 || octets[next + 7] === 0x57)) next += 8;
  else if (type !== IPV4 && type !== IPV6) return undefined;
  return isIp(octets, next) ? next : undefined;
}

function word(octets: Uint8Array, at: number): number {
  return ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
}
