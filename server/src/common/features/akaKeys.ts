/** The AKA functions of configured subscribers, made once for each; computing OPc or TOPc costs more than one answer. */

import { openChallenge, parseNonce } from '../auth/aka.ts';
import type { AkaFunctions, AkaMaterial } from '../auth/akaFunctions.ts';
import { akaFunctions, withoutConcealment } from '../auth/akaFunctions.ts';
import { hexFromBytes } from '../auth/encoding.ts';
import type { SolverSubscriber } from '../auth/hypothesis.ts';
import { Secret } from '../auth/secret.ts';
import type { AkaCredentials, Subscriber } from '../config/configuration.ts';

const functionsOf = new WeakMap<AkaMaterial, AkaFunctions>();

export function functionsFor(usim: AkaCredentials): AkaFunctions {
  let functions = functionsOf.get(usim.material);
  if (!functions) {
    functions = akaFunctions(usim.material);
    functionsOf.set(usim.material, functions);
  }
  return usim.concealSqn ? functions : withoutConcealment(functions);
}

/** RES, CK and IK of the challenge in a nonce; undefined without keys or for another nonce. */
export function sessionKeysOf(
  subscriber: Subscriber | undefined,
  nonce: string,
): { readonly ck: Secret<Uint8Array>; readonly ik: Secret<Uint8Array>; readonly res: Secret<string> } | undefined {
  const parsed = parseNonce(nonce);
  if (!subscriber?.usim || !parsed.ok) return undefined;
  const { res, ck, ik } = openChallenge(functionsFor(subscriber.usim), parsed);
  return { ck: new Secret(ck), ik: new Secret(ik), res: new Secret(hexFromBytes(res)) };
}

/** A subscriber as the solver wants one. */
export function solverSubscriber(subscriber: Subscriber): SolverSubscriber {
  const { name, impi, impus, usim, password } = subscriber;
  return { name, impi, impus, material: usim?.material, password };
}
