/**
 * Capture files: libpcap (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng), either byte order.
 *
 * Whatever the octets are, reading ends with the packets so far and a sentence.
 */

export interface Packet {
  /** Seconds since 1970-01-01 UTC; undefined where the file has none. */
  readonly at: number | undefined;
  /** LINKTYPE_ value. */
  readonly linkType: number;
  /** A view into the file. */
  readonly octets: Uint8Array;
}

export interface Capture {
  readonly packets: readonly Packet[];
  /** Why reading stopped before the end of the file. */
  readonly fault?: string;
}

const SECTION = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;

/** Units of a second, and octets of a packet header, by the magic number as read big-endian. */
const PCAP_FORMATS: ReadonlyMap<number, { readonly units: number; readonly header: number }> = new Map([
  [0xa1b2c3d4, { units: 1e6, header: 16 }],
  [0xa1b23c4d, { units: 1e9, header: 16 }],
  // With interface index, protocol and packet type after each header.
  [0xa1b2cd34, { units: 1e6, header: 24 }],
]);

type Format = 'pcap' | 'pcapng';

/** Undefined when the octets are no capture file. */
export function captureFormat(octets: Uint8Array): Format | undefined {
  if (octets.length < 4) return undefined;
  const view = viewOf(octets);
  if (view.getUint32(0) === SECTION) return 'pcapng';
  return PCAP_FORMATS.has(view.getUint32(0)) || PCAP_FORMATS.has(view.getUint32(0, true)) ? 'pcap' : undefined;
}

export function readCapture(octets: Uint8Array): Capture {
  switch (captureFormat(octets)) {
    case 'pcap':
      return readPcap(octets);
    case 'pcapng':
      return readPcapng(octets);
    default:
      return { packets: [], fault: 'This is neither a pcap nor a pcapng file.' };
  }
}

function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
}

function cut(packets: readonly Packet[], what: string, at: number): Capture {
  const read = packets.length === 1 ? '1 packet was read' : `${packets.length} packets were read`;
  return { packets, fault: `${what} at octet ${at} of the capture; ${read} before it.` };
}

function readPcap(octets: Uint8Array): Capture {
  const view = viewOf(octets);
  const little = !PCAP_FORMATS.has(view.getUint32(0));
  const format = PCAP_FORMATS.get(view.getUint32(0, little));
  if (!format || octets.length < 24) return cut([], 'The file header ends too early', octets.length);
  // The upper bits tell of a frame check sequence.
  const linkType = view.getUint32(20, little) & 0x0fffffff;
  const packets: Packet[] = [];
  for (let at = 24; at < octets.length; ) {
    if (at + format.header > octets.length) return cut(packets, 'The capture ends inside a packet header', at);
    const seconds = view.getUint32(at, little);
    const fraction = view.getUint32(at + 4, little);
    const length = view.getUint32(at + 8, little);
    const start = at + format.header;
    if (length > octets.length - start) return cut(packets, `The capture ends inside a packet of ${length} octets`, at);
    packets.push({ at: seconds + fraction / format.units, linkType, octets: octets.subarray(start, start + length) });
    at = start + length;
  }
  return { packets };
}

interface Interface {
  readonly linkType: number;
  /** Time stamps count this many to the second. */
  readonly units: number;
  readonly offset: number;
}

/** One section of a pcapng file: its byte order and its interfaces. */
class Section {
  readonly view: DataView;
  readonly octets: Uint8Array;
  readonly packets: Packet[];
  little = false;
  interfaces: Interface[] = [];

  constructor(octets: Uint8Array, packets: Packet[]) {
    this.octets = octets;
    this.view = viewOf(octets);
    this.packets = packets;
  }

  begin(at: number): boolean {
    this.interfaces = [];
    this.little = this.view.getUint32(at + 8) !== BYTE_ORDER;
    return this.view.getUint32(at + 8, this.little) === BYTE_ORDER;
  }

  /** Block body from `at` to `end`; false when it makes no sense. */
  read(type: number, at: number, end: number): boolean {
    switch (type) {
      case 1:
        return end - at >= 8 && this.addInterface(at, end);
      case 3:
        return end - at >= 4 && this.addPacket(0, undefined, at + 4, this.u32(at), end);
      case 2:
        return (
          end - at >= 20 &&
          this.addPacket(this.u16(at), this.time(this.u16(at), at + 4), at + 20, this.u32(at + 12), end)
        );
      case 6:
        return (
          end - at >= 20 &&
          this.addPacket(this.u32(at), this.time(this.u32(at), at + 4), at + 20, this.u32(at + 12), end)
        );
      default:
        return true;
    }
  }

  private u16(at: number): number {
    return this.view.getUint16(at, this.little);
  }

  u32(at: number): number {
    return this.view.getUint32(at, this.little);
  }

  private addInterface(at: number, end: number): boolean {
    let units = 1e6;
    let offset = 0;
    for (let option = at + 8; option + 4 <= end; ) {
      const code = this.u16(option);
      const length = this.u16(option + 2);
      if (code === 0 || option + 4 + length > end) break;
      if (code === 9 && length >= 1) units = unitsOf(this.view.getUint8(option + 4));
      if (code === 14 && length >= 8) offset = Number(this.view.getBigInt64(option + 4, this.little));
      option += 4 + ((length + 3) & ~3);
    }
    this.interfaces.push({ linkType: this.u16(at), units, offset });
    return true;
  }

  private time(index: number, at: number): number {
    const { units = 1e6, offset = 0 } = this.interfaces[index] ?? {};
    const whole = (BigInt(this.u32(at)) << 32n) | BigInt(this.u32(at + 4));
    const exact = BigInt(units);
    // Seconds apart from their fraction: a double has no room for nanoseconds since 1970.
    return Number(whole / exact) + Number(whole % exact) / units + offset;
  }

  private addPacket(index: number, at: number | undefined, start: number, length: number, end: number): boolean {
    const known = this.interfaces[index];
    if (!known) return false;
    // A simple packet block gives only the original length.
    const stop = at === undefined ? Math.min(start + length, end) : start + length;
    if (stop > end) return false;
    this.packets.push({ at, linkType: known.linkType, octets: this.octets.subarray(start, stop) });
    return true;
  }
}

/** The option if_tsresol: a negative power of ten, or of two when the highest bit is set. */
function unitsOf(resolution: number): number {
  return resolution & 0x80 ? 2 ** (resolution & 0x3f) : 10 ** Math.min(resolution, 18);
}

function readPcapng(octets: Uint8Array): Capture {
  const packets: Packet[] = [];
  const section = new Section(octets, packets);
  for (let at = 0; at < octets.length; ) {
    if (at + 12 > octets.length) return cut(packets, 'The capture ends inside a block header', at);
    const isSection = section.view.getUint32(at) === SECTION;
    if (isSection && !section.begin(at)) return cut(packets, 'A section has an unknown byte order', at);
    const length = section.u32(at + 4);
    if (length < 12 || length % 4 !== 0) return cut(packets, `A block claims an impossible length of ${length}`, at);
    if (length > octets.length - at) return cut(packets, `The capture ends inside a block of ${length} octets`, at);
    const whole = isSection || section.read(section.u32(at), at + 8, at + length - 4);
    if (!whole) return cut(packets, 'A block contradicts itself', at);
    at += length;
  }
  return { packets };
}
