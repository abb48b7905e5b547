/** Why the MAC of a challenge is wrong: the usual mistakes of an HSS or of a configuration (TS 33.102 §6.3.2). */
import { type AkaNonce, openChallenge } from './aka.ts';
import { akaFunctions, withoutConcealment } from './akaFunctions.ts';
import { equalBytes, xorBytes } from './encoding.ts';
import { misreadMaterial, type SolverRepair, type SolverSubscriber } from './hypothesis.ts';

export interface MacExplanation {
  readonly id: 'operator-value-misread' | 'other-subscriber' | 'other-amf' | 'sqn-not-concealed' | 'mac-s';
  readonly sentence: string;
  readonly clause: string;
  readonly repair?: SolverRepair;
}

/** The mistake that gives the MAC in the nonce; undefined when the MAC is right, no key is known, or none fits. */
export function explainMac(
  nonce: AkaNonce,
  subscriber: SolverSubscriber | undefined,
  otherSubscribers: readonly SolverSubscriber[],
): MacExplanation | undefined {
  const own = subscriber?.material && akaFunctions(subscriber.material);
  if (own !== undefined && openChallenge(own, nonce).macMatches) return undefined;
  const misread = misreadMaterial(subscriber?.material);
  if (subscriber?.material && misread && openChallenge(akaFunctions(misread), nonce).macMatches) {
    const { kind } = subscriber.material.operator;
    const sentence = `The MAC fits when the value configured as "${kind}" is read as "${misread.operator.kind}".`;
    const repair = { configuration: kind, rename: misread.operator.kind };
    return { id: 'operator-value-misread', sentence, clause: 'TS 35.206 §4.1, TS 35.231 §6.2', repair };
  }
  for (const other of otherSubscribers) {
    if (other.material === undefined || !openChallenge(akaFunctions(other.material), nonce).macMatches) continue;
    const sentence = `The challenge was made for the subscriber "${other.name}".`;
    return { id: 'other-subscriber', sentence, clause: 'TS 33.203 §6.1.1' };
  }
  return own && explainInputs(nonce, own);
}

function explainInputs(nonce: AkaNonce, own: ReturnType<typeof akaFunctions>): MacExplanation | undefined {
  if (openChallenge(withoutConcealment(own), nonce).macMatches) {
    const sentence = 'The MAC fits when SQN is not concealed: AK was taken as zero.';
    return { id: 'sqn-not-concealed', sentence, clause: 'TS 33.102 §6.3.2' };
  }
  const sqn = xorBytes(nonce.sqnXorAk, own.f2345(nonce.rand).ak);
  if (equalBytes(own.f1(nonce.rand, sqn, nonce.amf).macS, nonce.mac)) {
    return { id: 'mac-s', sentence: 'This is MAC-S (f1*), not MAC-A (f1).', clause: 'TS 33.102 §6.3.3' };
  }
  for (const amf of [0x0000, 0x8000, 0xb9b9]) {
    if (!equalBytes(own.f1(nonce.rand, sqn, Uint8Array.of(amf >> 8, amf & 0xff)).macA, nonce.mac)) continue;
    const sentence = `The MAC was computed with AMF ${amf.toString(16).padStart(4, '0')}, not with the one in AUTN.`;
    return { id: 'other-amf', sentence, clause: 'TS 33.102 §6.3.2' };
  }
  return undefined;
}
