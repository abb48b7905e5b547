/** Milenage, the example algorithm set of 3GPP TS 35.206. All arguments and results are octets. */
import { ecb } from '@noble/ciphers/aes.js';
import { concatBytes, xorBytes } from './encoding.ts';

/** The constants that an operator may choose (TS 35.206 §5.3): c1 to c5 of 16 octets, r1 to r5 in bits. */
export interface MilenageConstants {
  readonly c: readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  readonly r: readonly [number, number, number, number, number];
}

/** K and OPc, 16 octets each; `constants` only where the operator changed them. */
export interface MilenageKeys {
  readonly k: Uint8Array;
  readonly opc: Uint8Array;
  readonly constants?: MilenageConstants | undefined;
}

/** TS 35.206 §4.1: c1 = 0, c2 = 1, c3 = 2, c4 = 4, c5 = 8; r1 = 64, r2 = 0, r3 = 32, r4 = 64, r5 = 96. */
export const MILENAGE_CONSTANTS: MilenageConstants = {
  c: [block(0), block(1), block(2), block(4), block(8)],
  r: [64, 0, 32, 64, 96],
};

function block(lastOctet: number): Uint8Array {
  const octets = new Uint8Array(16);
  octets[15] = lastOctet;
  return octets;
}

/** E[x]_k of every 16-octet block of `blocks`. */
function encrypt(k: Uint8Array, blocks: Uint8Array): Uint8Array {
  return ecb(k, { disablePadding: true }).encrypt(blocks);
}

/** rot(x, r): cyclic rotation towards the most significant bit. */
function rotate(x: Uint8Array, bits: number): Uint8Array {
  const octets = bits >> 3;
  const rest = bits & 7;
  return x.map((_, i) => {
    const high = x[(i + octets) & 15] ?? 0;
    const low = x[(i + octets + 1) & 15] ?? 0;
    return (high << rest) | (low >> (8 - rest));
  });
}

/** OPc = E[OP]_K xor OP (TS 35.206 §4.1). */
export function computeOpc(k: Uint8Array, op: Uint8Array): Uint8Array {
  return xorBytes(encrypt(k, op), op);
}

/** f1 and f1*: the network's and the resynchronisation's authentication codes, 8 octets each. rand 16, sqn 6, amf 2. */
export function f1(
  keys: MilenageKeys,
  rand: Uint8Array,
  sqn: Uint8Array,
  amf: Uint8Array,
): { macA: Uint8Array; macS: Uint8Array } {
  const { c, r } = keys.constants ?? MILENAGE_CONSTANTS;
  const temp = encrypt(keys.k, xorBytes(rand, keys.opc));
  const in1 = concatBytes(sqn, amf, sqn, amf);
  const mixed = xorBytes(xorBytes(temp, rotate(xorBytes(in1, keys.opc), r[0])), c[0]);
  const out1 = xorBytes(encrypt(keys.k, mixed), keys.opc);
  return { macA: out1.slice(0, 8), macS: out1.slice(8, 16) };
}

/** f2, f3, f4 and f5: RES of 8 octets, CK and IK of 16, AK of 6. */
export function f2345(
  keys: MilenageKeys,
  rand: Uint8Array,
): { res: Uint8Array; ck: Uint8Array; ik: Uint8Array; ak: Uint8Array } {
  const out = outputs2to5(keys, rand);
  return { res: out.slice(8, 16), ck: out.slice(16, 32), ik: out.slice(32, 48), ak: out.slice(0, 6) };
}

/** f5*: AK*, 6 octets, which hides SQN_MS in AUTS. */
export function f5Star(keys: MilenageKeys, rand: Uint8Array): Uint8Array {
  return outputs2to5(keys, rand).slice(48, 54);
}

/** OUTi = E[rot(TEMP xor OPc, ri) xor ci]_K xor OPc for i = 2 to 5, in one call: the cipher's key schedule costs most. */
function outputs2to5(keys: MilenageKeys, rand: Uint8Array): Uint8Array {
  const { c, r } = keys.constants ?? MILENAGE_CONSTANTS;
  const base = xorBytes(encrypt(keys.k, xorBytes(rand, keys.opc)), keys.opc);
  const input = (ci: Uint8Array, ri: number): Uint8Array => xorBytes(rotate(base, ri), ci);
  const inputs = concatBytes(input(c[1], r[1]), input(c[2], r[2]), input(c[3], r[3]), input(c[4], r[4]));
  return xorBytes(encrypt(keys.k, inputs), concatBytes(keys.opc, keys.opc, keys.opc, keys.opc));
}
