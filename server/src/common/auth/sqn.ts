/** Sequence numbers (3GPP TS 33.102 §6.3 and Annex C): 48 bits, SEQ followed by the array index IND. */

/** How SQN is built and judged (TS 33.102 §C.1.1.1, §C.2.1, §C.2.2). */
export interface SqnProfile {
  /** Bits of IND; the USIM keeps one SEQ for each of its 2^indexBits values. */
  readonly indexBits: number;
  /** Delta: the largest jump of SEQ that the USIM takes, so that nobody can exhaust the range. */
  readonly delta: number;
  /** L: how much older than the newest a SEQ may be; undefined when the USIM does not check the age. */
  readonly ageLimit: number | undefined;
}

/** IND of 5 bits, Delta of 2^28, no age limit: the values of TS 33.102 §C.3 that most networks took. */
export const SQN_PROFILE: SqnProfile = { indexBits: 5, delta: 2 ** 28, ageLimit: undefined };

const SQN_MODULUS = 2 ** 48;

/** 6 octets of a number below 2^48. */
export function bytesFromSqn(sqn: number): Uint8Array {
  const bytes = new Uint8Array(6);
  let rest = sqn;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** A number below 2^48, which a JavaScript number holds exactly. */
export function sqnFromBytes(bytes: Uint8Array): number {
  return bytes.subarray(0, 6).reduce((sqn, octet) => sqn * 256 + octet, 0);
}

export function splitSqn(profile: SqnProfile, sqn: number): { seq: number; ind: number } {
  const size = 2 ** profile.indexBits;
  return { seq: Math.floor(sqn / size), ind: sqn % size };
}

export function joinSqn(profile: SqnProfile, seq: number, ind: number): number {
  const size = 2 ** profile.indexBits;
  return (seq * size + (ind % size)) % SQN_MODULUS;
}

/**
 * How the HSS goes from one vector to the next: `annexC` steps SEQ and IND by one each (TS 33.102 §C.1.1.2, §C.1.2),
 * `plus32` (open5gs) and `plus100` (PyHSS) add to the whole number, `fixed` never moves (a test bench).
 */
export type SqnPolicy = 'annexC' | 'plus32' | 'plus100' | 'fixed';

export const SQN_POLICIES: readonly SqnPolicy[] = ['annexC', 'plus32', 'plus100', 'fixed'];

/** The SQN of the vector after the one that has `sqn`. */
export function nextSqn(policy: SqnPolicy, profile: SqnProfile, sqn: number): number {
  switch (policy) {
    case 'annexC': {
      const { seq, ind } = splitSqn(profile, sqn);
      return joinSqn(profile, seq + 1, ind + 1);
    }
    case 'plus32':
      return (sqn + 32) % SQN_MODULUS;
    case 'plus100':
      return (sqn + 100) % SQN_MODULUS;
    case 'fixed':
      return sqn;
  }
}

/**
 * The SQN of the HSS's next vector after an AUTS with a good MAC-S (TS 33.102 §6.3.5).
 * By `annexC` the HSS keeps its own number if the USIM would take it; the others start anew from SQN_MS.
 */
export function resynchronisedSqn(policy: SqnPolicy, profile: SqnProfile, sqnHe: number, sqnMs: number): number {
  switch (policy) {
    case 'annexC':
      return checkSqn(profile, usimFrom(profile, sqnMs), sqnHe).accepted ? sqnHe : nextSqn('annexC', profile, sqnMs);
    case 'plus32':
      // open5gs adds one to IND as well (TS 33.102 §C.3.4).
      return (sqnMs + 33) % SQN_MODULUS;
    case 'plus100':
      return (sqnMs + 100) % SQN_MODULUS;
    case 'fixed':
      return sqnHe;
  }
}

/** The array SEQ_MS(i) of the USIM (TS 33.102 §C.2.2), as plain data. */
export interface UsimSqn {
  /** The highest SQN ever accepted: SQN_MS, which AUTS carries. */
  readonly highest: number;
  /** SEQ_MS(i) of every index that is not in `sequences`. */
  readonly floor: number;
  readonly sequences: ReadonlyMap<number, number>;
}

/** A USIM whose highest accepted SQN is `sqnMs` and for which no older vector is still under way. Fresh card: 0. */
export function usimFrom(profile: SqnProfile, sqnMs: number): UsimSqn {
  return { highest: sqnMs, floor: splitSqn(profile, sqnMs).seq, sequences: new Map() };
}

/** Accepted with the USIM's new state, or refused with the reason and SQN_MS for AUTS. */
export type SqnCheck =
  | { readonly accepted: true; readonly usim: UsimSqn }
  | { readonly accepted: false; readonly reason: 'jump' | 'age' | 'not-fresh'; readonly sqnMs: number };

/** The USIM's judgement of a received SQN (TS 33.102 §C.2.1 jump, §C.2.2 age and freshness for its index). */
export function checkSqn(profile: SqnProfile, usim: UsimSqn, sqn: number): SqnCheck {
  const { seq, ind } = splitSqn(profile, sqn);
  const highestSeq = splitSqn(profile, usim.highest).seq;
  const refuse = (reason: 'jump' | 'age' | 'not-fresh'): SqnCheck => ({ accepted: false, reason, sqnMs: usim.highest });
  if (seq - highestSeq > profile.delta) return refuse('jump');
  if (profile.ageLimit !== undefined && highestSeq - seq >= profile.ageLimit) return refuse('age');
  if (seq <= (usim.sequences.get(ind) ?? usim.floor)) return refuse('not-fresh');
  const sequences = new Map(usim.sequences).set(ind, seq);
  return { accepted: true, usim: { highest: seq > highestSeq ? sqn : usim.highest, floor: usim.floor, sequences } };
}
