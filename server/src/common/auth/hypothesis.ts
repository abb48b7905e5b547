/** What a mistake in a digest response is, for the solver and its tables. */
import { openChallenge, parseNonce } from './aka.ts';
import { type AkaMaterial, akaFunctions } from './akaFunctions.ts';
import type { DigestInput, DigestSecret } from './digest.ts';
import type { DigestAlgorithm } from './digestAlgorithm.ts';
import { Secret } from './secret.ts';

/** Somebody whose keys are known. */
export interface SolverSubscriber {
  readonly name: string;
  readonly impi: string;
  readonly impus: readonly string[];
  readonly material: AkaMaterial | undefined;
  readonly password: Secret<string> | undefined;
}

/** Credentials with a response that does not match, and what surrounds them. */
export interface SolverCase {
  /** Directive values, unquoted and unescaped. */
  readonly credentials: {
    readonly algorithm: string | undefined;
    readonly username: string;
    readonly realm: string;
    readonly uri: string;
    readonly nonce: string;
    readonly response: string;
    readonly qop: string | undefined;
    readonly nc: string | undefined;
    readonly cnonce: string | undefined;
    /** With `auts` the password is empty (RFC 3310 §3.4). */
    readonly auts: string | undefined;
  };
  readonly method: string;
  readonly requestUri: string;
  /** As on the wire. */
  readonly body: Uint8Array;
  readonly subscriber: SolverSubscriber | undefined;
  readonly otherSubscribers: readonly SolverSubscriber[];
  /** Values of the same directives in other messages of the file, each once. */
  readonly elsewhere: {
    readonly nonces: readonly string[];
    readonly cnonces: readonly string[];
    readonly ncs: readonly string[];
    readonly realms: readonly string[];
  };
}

/** A computation whose secret may not be known yet. */
export type Candidate = Omit<DigestInput, 'secret'> & { readonly secret: DigestSecret | undefined };

/** What to change where not only `response` is to blame; key material is named, never given. */
export type SolverRepair =
  | {
      readonly directive: 'uri' | 'username' | 'realm' | 'nonce' | 'nc' | 'cnonce' | 'algorithm' | 'qop';
      readonly value: string;
    }
  | { readonly configuration: 'op' | 'opc' | 'top' | 'topc'; readonly rename: 'op' | 'opc' | 'top' | 'topc' };

/** What a mistake touches; two mistakes at once must touch different things. */
export type Dimension = 'secret' | 'algorithm' | 'uri' | 'method' | 'identity' | 'nonce' | 'count' | 'qop' | 'text';

/** One way in which a mistake can be made. */
export interface Variation {
  readonly sentence: string;
  readonly repair?: SolverRepair;
  apply(candidate: Candidate): Candidate;
}

export interface Hypothesis {
  readonly id: string;
  readonly dimension: Dimension;
  readonly clause: string;
  variations(context: HypothesisContext): Variation[];
}

export interface HypothesisContext {
  readonly one: SolverCase;
  readonly algorithm: DigestAlgorithm;
  /** What the correct computation takes. */
  readonly secret: DigestSecret | undefined;
}

/** The secret that an algorithm takes from a subscriber, for AKA with the RAND of `nonce`; undefined if it has none. */
export function secretOf(
  subscriber: SolverSubscriber | undefined,
  algorithm: DigestAlgorithm,
  nonce: string,
): DigestSecret | undefined {
  if (algorithm.aka === 0) return subscriber?.password && { kind: 'password', value: subscriber.password };
  return subscriber?.material && akaSecret(subscriber.material, nonce);
}

/** RES, CK and IK of the RAND in `nonce`; undefined if it is no AKA nonce. */
export function akaSecret(material: AkaMaterial, nonce: string): DigestSecret | undefined {
  const parsed = parseNonce(nonce);
  if (!parsed.ok) return undefined;
  const { res, ck, ik } = openChallenge(akaFunctions(material), parsed);
  return { kind: 'aka', value: new Secret({ res, ck, ik }) };
}

/** The values but the one that stands there, each once. */
export function others(values: readonly (string | undefined)[], own: string | undefined): string[] {
  return [...new Set(values)].filter((value): value is string => value !== undefined && value !== own);
}

/** The same operator's value read as the other form. */
export function misreadMaterial(material: AkaMaterial | undefined): AkaMaterial | undefined {
  if (material?.algorithm === 'milenage') {
    const { kind, value } = material.operator;
    return { ...material, operator: { kind: kind === 'op' ? 'opc' : 'op', value } };
  }
  if (material?.algorithm === 'tuak') {
    const { kind, value } = material.operator;
    return { ...material, operator: { kind: kind === 'top' ? 'topc' : 'top', value } };
  }
  return undefined;
}
