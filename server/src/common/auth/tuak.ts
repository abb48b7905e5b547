/** TUAK, the Keccak-based algorithm set of 3GPP TS 35.231. All arguments and results are octets, lengths are bits. */
import { keccakP } from '@noble/hashes/sha3.js';
import { bytesFromUtf8 } from './encoding.ts';

/** K of 16 or 32 octets, TOPc of 32, and how often Keccak runs (TS 35.231 §7.1: 1 unless the operator chose more). */
export interface TuakKeys {
  readonly k: Uint8Array;
  readonly topc: Uint8Array;
  readonly iterations: number;
}

/** Lengths in bits (TS 35.231 §6.1). AUTN has room for a MAC of 64 only (TS 33.102 §6.3.2). */
export interface TuakLengths {
  readonly mac: 64 | 128 | 256;
  readonly res: 32 | 64 | 128 | 256;
  readonly ck: 128 | 256;
  readonly ik: 128 | 256;
}

/** What IMS uses: a MAC that fits AUTN, and RES, CK, IK as Milenage has them. */
export const TUAK_LENGTHS: TuakLengths = { mac: 64, res: 64, ck: 128, ik: 128 };

/** ALGONAME (TS 35.231 §6.2). */
const ALGORITHM_NAME = bytesFromUtf8('TUAK1.0');

/** INSTANCE, first octet by function (TS 35.231 §6.3 to §6.6); bit 0 says that K has 256 bits. */
const INSTANCE_F1 = 0x00;
const INSTANCE_F1_STAR = 0x80;
const INSTANCE_F2345 = 0x40;
const INSTANCE_F5_STAR = 0xc0;
const INSTANCE_MAC = { 64: 0x08, 128: 0x10, 256: 0x20 } as const;
const INSTANCE_RES = { 32: 0x00, 64: 0x08, 128: 0x10, 256: 0x20 } as const;
const INSTANCE_CK256 = 0x04;
const INSTANCE_IK256 = 0x02;
const INSTANCE_K256 = 0x01;

const NO_RAND = new Uint8Array(16);
const NO_AMF = new Uint8Array(2);
const NO_SQN = new Uint8Array(6);

/** TOPc from TOP (TS 35.231 §6.2). */
export function computeTopc(k: Uint8Array, top: Uint8Array, iterations: number): Uint8Array {
  return reversed(run({ k, topc: top, iterations }, 0, NO_RAND, NO_AMF, NO_SQN), 0, 32);
}

/** f1 and f1*: `lengths.mac` bits each (TS 35.231 §6.3, §6.4). rand 16, sqn 6, amf 2. */
export function f1(
  keys: TuakKeys,
  lengths: Pick<TuakLengths, 'mac'>,
  rand: Uint8Array,
  sqn: Uint8Array,
  amf: Uint8Array,
): { macA: Uint8Array; macS: Uint8Array } {
  const code = (instance: number): Uint8Array =>
    reversed(run(keys, instance | INSTANCE_MAC[lengths.mac], rand, amf, sqn), 0, lengths.mac / 8);
  return { macA: code(INSTANCE_F1), macS: code(INSTANCE_F1_STAR) };
}

/** f2, f3, f4 and f5: RES, CK, IK of the asked lengths, AK of 6 octets (TS 35.231 §6.5). */
export function f2345(
  keys: TuakKeys,
  lengths: Omit<TuakLengths, 'mac'>,
  rand: Uint8Array,
): { res: Uint8Array; ck: Uint8Array; ik: Uint8Array; ak: Uint8Array } {
  const sizes = (lengths.ck === 256 ? INSTANCE_CK256 : 0) | (lengths.ik === 256 ? INSTANCE_IK256 : 0);
  const out = run(keys, INSTANCE_F2345 | INSTANCE_RES[lengths.res] | sizes, rand, NO_AMF, NO_SQN);
  return {
    res: reversed(out, 0, lengths.res / 8),
    ck: reversed(out, 32, lengths.ck / 8),
    ik: reversed(out, 64, lengths.ik / 8),
    ak: reversed(out, 96, 6),
  };
}

/** f5*: AK*, 6 octets (TS 35.231 §6.6). */
export function f5Star(keys: TuakKeys, rand: Uint8Array): Uint8Array {
  return reversed(run(keys, INSTANCE_F5_STAR, rand, NO_AMF, NO_SQN), 96, 6);
}

/** The input block, every field last octet first, permuted `iterations` times (TS 35.231 §6.1, §7). */
function run(keys: TuakKeys, instance: number, rand: Uint8Array, amf: Uint8Array, sqn: Uint8Array): Uint8Array {
  const state = new Uint8Array(200);
  put(state, 0, keys.topc);
  state[32] = instance | (keys.k.length === 32 ? INSTANCE_K256 : 0);
  put(state, 33, ALGORITHM_NAME);
  put(state, 40, rand);
  put(state, 56, amf);
  put(state, 58, sqn);
  put(state, 64, keys.k);
  // Keccak's padding for a capacity of 512 bits: 1F after the data, 80 at the end of the rate.
  state[96] = 0x1f;
  state[135] = 0x80;
  for (let i = 0; i < keys.iterations; i++) permute(state);
  return state;
}

function put(state: Uint8Array, at: number, field: Uint8Array): void {
  state.set(field.toReversed(), at);
}

function reversed(state: Uint8Array, at: number, length: number): Uint8Array {
  return state.slice(at, at + length).reverse();
}

/** Keccak-f[1600] on 200 octets (FIPS 202 §3.3), lanes little-endian as everywhere in Keccak. */
export function permute(state: Uint8Array): void {
  const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
  const words = Uint32Array.from({ length: 50 }, (_, i) => view.getUint32(4 * i, true));
  keccakP(words);
  words.forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
}
