/** A run as a capture file that Wireshark reads (pcapng, draft-ietf-opsawg-pcapng). */
import { bytesFromUtf8, hexFromBytes, joinBytes } from '../auth/encoding.ts';
import type { SecurityAssociation } from '../auth/ipsecKeys.ts';
import type { FlowResult } from '../sim/result.ts';
import { u16, u32 } from './octets.ts';
import { type CapturedMessage, type IpPacket, PacketMaker } from './packets.ts';
import { newReasons } from './reasons.ts';

/** Raw IP, without a link layer. */
const LINKTYPE_RAW = 101;
/** Virtual zero, in seconds since 1970: 14 November 2023, 22:13:20 UTC. */
const EPOCH_SECONDS = 1_700_000_000;

/**
 * The file. Protected hops stand in it as ESP; without the keys nobody can read them. Keys that the core exchanges in
 * clear (401 on Mw, MAA) are zeros unless `hasKeys`, which a person must ask for.
 */
export function pcapng(result: FlowResult, messages: readonly CapturedMessage[], hasKeys = false): Uint8Array {
  const addresses = new Map(
    result.actors.flatMap(actor => (actor.address === undefined ? [] : [[actor.id, actor.address]])),
  );
  const maker = new PacketMaker(addresses, hasKeys);
  const events = new Map(result.events.map(event => [event.n, event]));
  const told = new Set<string>();
  const packets = messages.flatMap(message => {
    const packet = maker.packet(message);
    const event = events.get(message.n);
    const remarks = [packet?.comment ?? [], event === undefined ? [] : newReasons(event, told)].flat();
    return packet === undefined ? [] : { ...packet, comment: remarks.length === 0 ? undefined : remarks.join('; ') };
  });
  return joinBytes([sectionHeader(), interfaceDescription(), ...packets.map(enhancedPacket)]);
}

function block(type: number, body: Uint8Array): Uint8Array {
  const length = 12 + body.length;
  return joinBytes([u32(type, length), body, u32(length)]);
}

/** Byte-order magic in our order, version 1.0, length not given. */
function sectionHeader(): Uint8Array {
  return block(0x0a0d0d0a, joinBytes([u32(0x1a2b3c4d), u16(1, 0), u32(0xffffffff, 0xffffffff)]));
}

function interfaceDescription(): Uint8Array {
  return block(1, joinBytes([u16(LINKTYPE_RAW, 0), u32(0)]));
}

/** Timestamps in microseconds, which is the default of an interface. */
function enhancedPacket(packet: IpPacket): Uint8Array {
  const microseconds = EPOCH_SECONDS * 1_000_000 + Math.round(packet.at * 1000);
  const { octets } = packet;
  const padding = new Uint8Array((4 - (octets.length % 4)) % 4);
  const head = u32(0, Math.floor(microseconds / 2 ** 32), microseconds % 2 ** 32, octets.length, octets.length);
  return block(6, joinBytes([head, octets, padding, options(packet.comment)]));
}

function options(comment: string | undefined): Uint8Array {
  if (comment === undefined) return new Uint8Array(0);
  const text = bytesFromUtf8(comment);
  const padding = new Uint8Array((4 - (text.length % 4)) % 4);
  return joinBytes([u16(1, text.length), text, padding, u16(0, 0)]);
}

const WIRESHARK_ENCRYPTION = {
  'aes-cbc': 'AES-CBC [RFC3602]',
  'aes-gcm': 'AES-GCM with 16 octet ICV [RFC4106]',
  null: 'NULL',
  'des-ede3-cbc': 'TripleDES-CBC [RFC2451]',
} as const;
const WIRESHARK_INTEGRITY = {
  'hmac-sha-1-96': 'HMAC-SHA-1-96 [RFC2404]',
  'hmac-md5-96': 'HMAC-MD5-96 [RFC2403]',
  'aes-gmac': 'ANY 128 bit authentication [no checking]',
  null: 'NULL',
} as const;

/**
 * The lines of Wireshark's table `esp_sa` for the associations of a run. This is key material: write it only where a
 * person asked for it.
 */
export function wiresharkEspKeys(messages: readonly CapturedMessage[]): string {
  const bySpi = new Map<number, SecurityAssociation>();
  for (const { sip } of messages) {
    const one = sip?.path.association;
    if (one !== undefined) bySpi.set(one.spi, one);
  }
  return [...bySpi.values()].map(espLine).join('');
}

function espLine(one: SecurityAssociation): string {
  const hex = (octets: Uint8Array | undefined): string => (octets === undefined ? '' : `0x${hexFromBytes(octets)}`);
  const salted = [one.encryption?.key.reveal(), one.encryption?.salt?.reveal()].map(octets =>
    octets === undefined ? '' : hexFromBytes(octets),
  );
  const fields = [
    'IPv4',
    one.source.address,
    one.destination.address,
    `0x${one.spi.toString(16).padStart(8, '0')}`,
    WIRESHARK_ENCRYPTION[one.ealg],
    one.encryption === undefined ? '' : `0x${salted.join('')}`,
    WIRESHARK_INTEGRITY[one.alg],
    hex(one.integrity?.key.reveal()),
  ];
  return `${fields.map(field => `"${field}"`).join(',')}\n`;
}
