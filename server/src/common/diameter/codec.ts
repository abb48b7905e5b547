/** Diameter on the wire (RFC 6733 §3, §4): octets to messages and back. */
import { avpRow } from './dictionary.ts';
import { utf8Octets, utf8Text } from './octets.ts';
import type { Avp, AvpData, AvpType, DiameterMessage } from './types.ts';

const HEADER_OCTETS = 20;
const VENDOR_BIT = 0x80;
const MANDATORY_BIT = 0x40;

/** Why octets are no Diameter message; `resultCode` is what a peer would answer. */
export interface DiameterFailure {
  readonly ok: false;
  readonly resultCode: number;
  readonly message: string;
  readonly offset: number;
}

export type DiameterResult = { readonly ok: true; readonly message: DiameterMessage } | DiameterFailure;

function failure(resultCode: number, offset: number, message: string): DiameterFailure {
  return { ok: false, resultCode, message, offset };
}

export function encodeDiameter(message: DiameterMessage): Uint8Array {
  const body = message.avps.map(encodeAvp);
  const length = HEADER_OCTETS + body.reduce((sum, octets) => sum + octets.length, 0);
  const octets = new Uint8Array(length);
  const view = new DataView(octets.buffer);
  view.setUint32(0, 0x01000000 + length);
  const flags =
    (message.request ? 0x80 : 0) |
    (message.proxiable ? 0x40 : 0) |
    (message.error ? 0x20 : 0) |
    (message.retransmitted ? 0x10 : 0);
  view.setUint32(4, flags * 0x1000000 + message.command);
  view.setUint32(8, message.application);
  view.setUint32(12, message.hopByHop);
  view.setUint32(16, message.endToEnd);
  place(octets, body, HEADER_OCTETS);
  return octets;
}

function place(target: Uint8Array, parts: readonly Uint8Array[], start: number): void {
  let at = start;
  for (const part of parts) {
    target.set(part, at);
    at += part.length;
  }
}

/** One AVP with its padding; the length field counts header and data, not the padding (RFC 6733 §4.1). */
function encodeAvp(avp: Avp): Uint8Array {
  const data = encodeData(avp);
  const header = avp.vendor === 0 ? 8 : 12;
  const length = header + data.length;
  const octets = new Uint8Array((length + 3) & ~3);
  const view = new DataView(octets.buffer);
  view.setUint32(0, avp.code);
  const flags = (avp.vendor === 0 ? 0 : VENDOR_BIT) | (avp.mandatory ? MANDATORY_BIT : 0);
  view.setUint32(4, flags * 0x1000000 + length);
  if (avp.vendor !== 0) view.setUint32(8, avp.vendor);
  octets.set(data, header);
  return octets;
}

function encodeData(avp: Avp): Uint8Array {
  const { data } = avp;
  if (data instanceof Uint8Array) return data;
  if (typeof data === 'number') {
    const octets = new Uint8Array(4);
    new DataView(octets.buffer).setUint32(0, data);
    return octets;
  }
  if (typeof data === 'string') {
    return avpRow(avp.code, avp.vendor)?.type === 'Address' ? encodeAddress(data) : utf8Octets(data);
  }
  const members = data.map(encodeAvp);
  const octets = new Uint8Array(members.reduce((sum, member) => sum + member.length, 0));
  place(octets, members, 0);
  return octets;
}

/** Address family 1 (IPv4) or 2 (IPv6), then the address (RFC 6733 §4.3.1). */
function encodeAddress(text: string): Uint8Array {
  if (!text.includes(':')) return Uint8Array.from([0, 1, ...text.split('.').map(Number)]);
  const [head = '', tail] = text.split('::');
  const words = (part: string): number[] => (part === '' ? [] : part.split(':').map(word => Number.parseInt(word, 16)));
  const left = words(head);
  const right = tail === undefined ? [] : words(tail);
  const all = [...left, ...new Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right];
  return Uint8Array.from([0, 2, ...all.flatMap(word => [word >> 8, word & 255])]);
}

/** Never throws: octets that are no message give the result code that the receiver would answer with. */
export function decodeDiameter(octets: Uint8Array): DiameterResult {
  if (octets.length < HEADER_OCTETS)
    return failure(5015, 0, `A message has at least 20 octets, this has ${octets.length}.`);
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const version = view.getUint8(0);
  if (version !== 1) return failure(5011, 0, `The version is ${version}; RFC 6733 §3 knows only 1.`);
  const length = view.getUint32(0) & 0xffffff;
  if (length !== octets.length || length % 4 !== 0) {
    return failure(5015, 1, `The length field says ${length}, the message has ${octets.length} octets.`);
  }
  const avps = decodeAvps(octets, HEADER_OCTETS, length, 0);
  if (!Array.isArray(avps)) return avps;
  const flags = view.getUint8(4);
  return {
    ok: true,
    message: {
      request: (flags & 0x80) !== 0,
      proxiable: (flags & 0x40) !== 0,
      error: (flags & 0x20) !== 0,
      retransmitted: (flags & 0x10) !== 0,
      command: view.getUint32(4) & 0xffffff,
      application: view.getUint32(8),
      hopByHop: view.getUint32(12),
      endToEnd: view.getUint32(16),
      avps,
    },
  };
}

/** Deeper than any command of ours; a hostile message must not exhaust the stack. */
const MAX_DEPTH = 8;

function decodeAvps(octets: Uint8Array, start: number, end: number, depth: number): Avp[] | DiameterFailure {
  const avps: Avp[] = [];
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  for (let at = start; at < end; ) {
    if (end - at < 8) return failure(5014, at, `An AVP header needs 8 octets, ${end - at} are left.`);
    const code = view.getUint32(at);
    const flags = view.getUint8(at + 4);
    const length = view.getUint32(at + 4) & 0xffffff;
    const header = (flags & VENDOR_BIT) === 0 ? 8 : 12;
    if (length < header || at + length > end) {
      return failure(5014, at, `AVP ${code} says ${length} octets; ${end - at} are left (RFC 6733 §4.1).`);
    }
    const vendor = header === 12 ? view.getUint32(at + 8) : 0;
    const row = avpRow(code, vendor);
    const data = decodeData(row?.type ?? 'OctetString', octets, at + header, at + length, depth);
    if (isFailure(data)) return data;
    avps.push({ code, vendor, name: row?.name ?? `AVP ${code}`, mandatory: (flags & MANDATORY_BIT) !== 0, data });
    at += (length + 3) & ~3;
  }
  return avps;
}

function isFailure(data: AvpData | DiameterFailure): data is DiameterFailure {
  return typeof data === 'object' && 'resultCode' in data;
}

function decodeData(
  type: AvpType,
  octets: Uint8Array,
  start: number,
  end: number,
  depth: number,
): AvpData | DiameterFailure {
  // Not `slice`, which in a Node Buffer copies nothing: a number is read at the start of an array of its own.
  const data = new Uint8Array(octets.subarray(start, end));
  switch (type) {
    case 'Grouped':
      return depth === MAX_DEPTH
        ? failure(5014, start, 'AVPs are nested too deeply.')
        : decodeAvps(octets, start, end, depth + 1);
    case 'Unsigned32':
    case 'Enumerated':
    case 'Time':
      if (data.length !== 4) return failure(5014, start, `A 32-bit AVP has ${data.length} octets of data.`);
      return new DataView(data.buffer).getUint32(0);
    case 'Address':
      return decodeAddress(data) ?? data;
    case 'OctetString':
      return data;
    case 'UTF8String':
    case 'DiameterIdentity':
    case 'DiameterURI':
      return utf8Text(data);
  }
}

function decodeAddress(data: Uint8Array): string | undefined {
  if (data[0] !== 0) return undefined;
  const address = data.slice(2);
  if (data[1] === 1 && address.length === 4) return address.join('.');
  if (data[1] !== 2 || address.length !== 16) return undefined;
  const view = new DataView(address.buffer);
  return Array.from({ length: 8 }, (_, i) => view.getUint16(2 * i).toString(16)).join(':');
}
