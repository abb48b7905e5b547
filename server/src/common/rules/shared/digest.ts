/** Challenges and credentials of HTTP Digest with what AKA adds (RFC 3261 §22, RFC 3310). */

import { parseNonce } from '../../auth/aka.ts';
import { findAlgorithm } from '../../auth/digestAlgorithm.ts';
import { type Credentials, type Param, param } from '../../syntax/values.ts';
import type { Facts, In } from './facts.ts';

export type Digest = In<Credentials>;

/** Authorization and Proxy-Authorization with the scheme Digest. */
export function credentialsIn(facts: Facts): readonly Digest[] {
  return digests(facts, 'Authorization', 'Proxy-Authorization');
}

/** WWW-Authenticate and Proxy-Authenticate with the scheme Digest. */
export function challengesIn(facts: Facts): readonly Digest[] {
  return digests(facts, 'WWW-Authenticate', 'Proxy-Authenticate');
}

function digests(facts: Facts, ...names: readonly string[]): readonly Digest[] {
  return names.flatMap(name => facts.credentials(name)).filter(one => one.scheme.toLowerCase() === 'digest');
}

export function paramValue(digest: Digest, name: string): string | undefined {
  return param(digest.params, name)?.value;
}

/** Whether the algorithm is AKAv1 or AKAv2 with any hash. */
export function isAka(digest: Digest): boolean {
  return /^AKAv\d/i.test(paramValue(digest, 'algorithm') ?? '');
}

/** Credentials that answer a challenge: with nonce and response. The first REGISTER in IMS has both empty. */
export function isAnswer(digest: Digest): boolean {
  return (paramValue(digest, 'nonce') ?? '') !== '' && (paramValue(digest, 'response') ?? '') !== '';
}

/** The nonce parameter of an AKA challenge or answer, with its parts when it has them. */
export function akaNonce(
  digest: Digest,
): { readonly node: Param; readonly nonce: ReturnType<typeof parseNonce> } | undefined {
  const node = param(digest.params, 'nonce');
  if (node?.value === undefined || node.value === '' || !isAka(digest)) return undefined;
  return { node, nonce: parseNonce(node.value) };
}

/** Hexadecimal digits of a response, undefined for an unknown algorithm. */
export function responseDigits(digest: Digest): number | undefined {
  const algorithm = findAlgorithm(paramValue(digest, 'algorithm'));
  if (algorithm === undefined) return undefined;
  return algorithm.hash === 'MD5' ? 32 : 64;
}
