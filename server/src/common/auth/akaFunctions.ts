/** The f1 to f5* functions of TS 33.102 §6.3 for one subscriber, whichever algorithm set computes them. */
import * as milenage from './milenage.ts';
import type { Secret } from './secret.ts';
import * as tuak from './tuak.ts';

/** Octets in and out: rand 16, sqn 6, amf 2; AK and AK* 6; the others as long as the algorithm set makes them. */
export interface AkaFunctions {
  f1(rand: Uint8Array, sqn: Uint8Array, amf: Uint8Array): { macA: Uint8Array; macS: Uint8Array };
  f2345(rand: Uint8Array): { res: Uint8Array; ck: Uint8Array; ik: Uint8Array; ak: Uint8Array };
  f5Star(rand: Uint8Array): Uint8Array;
}

/** K of 16 octets and exactly one of OP and OPc, 16 octets. */
export interface MilenageMaterial {
  readonly algorithm: 'milenage';
  readonly k: Secret<Uint8Array>;
  readonly operator: { readonly kind: 'op' | 'opc'; readonly value: Secret<Uint8Array> };
  readonly constants?: milenage.MilenageConstants | undefined;
}

/** K of 16 or 32 octets and exactly one of TOP and TOPc, 32 octets. */
export interface TuakMaterial {
  readonly algorithm: 'tuak';
  readonly k: Secret<Uint8Array>;
  readonly operator: { readonly kind: 'top' | 'topc'; readonly value: Secret<Uint8Array> };
  readonly iterations: number;
  readonly lengths: tuak.TuakLengths;
}

/** The key material as a person wrote it; lengths are checked before one is made. */
export type AkaMaterial = MilenageMaterial | TuakMaterial;

/** OPc or TOPc: given, or computed from OP or TOP. */
export function operatorVariant(material: AkaMaterial): Uint8Array {
  const k = material.k.reveal();
  const value = material.operator.value.reveal();
  switch (material.operator.kind) {
    case 'op':
      return milenage.computeOpc(k, value);
    case 'top':
      return tuak.computeTopc(k, value, material.algorithm === 'tuak' ? material.iterations : 1);
    case 'opc':
    case 'topc':
      return value;
  }
}

/** The functions of one subscriber. OPc or TOPc is computed here, once. */
export function akaFunctions(material: AkaMaterial): AkaFunctions {
  const k = material.k.reveal();
  if (material.algorithm === 'milenage') {
    const keys = { k, opc: operatorVariant(material), constants: material.constants };
    return {
      f1: (rand, sqn, amf) => milenage.f1(keys, rand, sqn, amf),
      f2345: rand => milenage.f2345(keys, rand),
      f5Star: rand => milenage.f5Star(keys, rand),
    };
  }
  const keys = { k, topc: operatorVariant(material), iterations: material.iterations };
  return {
    f1: (rand, sqn, amf) => tuak.f1(keys, material.lengths, rand, sqn, amf),
    f2345: rand => tuak.f2345(keys, material.lengths, rand),
    f5Star: rand => tuak.f5Star(keys, rand),
  };
}

/** The same functions where the operator does not conceal SQN: AK and AK* are zero (TS 33.102 §6.3.2, §6.3.3). */
export function withoutConcealment(functions: AkaFunctions): AkaFunctions {
  return {
    ...functions,
    f2345: rand => ({ ...functions.f2345(rand), ak: new Uint8Array(6) }),
    f5Star: () => new Uint8Array(6),
  };
}
