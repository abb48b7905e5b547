/** Challenges and credentials of HTTP Digest with what AKA adds (RFC 3261 §22, RFC 3310). */

import { parseNonce } from '../../auth/aka.ts';
import { findAlgorithm } from '../../auth/digestAlgorithm.ts';
import { type Credentials, param } from '../../syntax/values.ts';
import type { Facts, In } from './facts.ts';
import { once } from './once.ts';

export type Digest = In<Credentials>;

/** Authorization and Proxy-Authorization with the scheme Digest. */
export const credentialsIn = once(facts => digests(facts, 'Authorization', 'Proxy-Authorization'));

/** WWW-Authenticate and Proxy-Authenticate with the scheme Digest. */
export const challengesIn = once(facts => digests(facts, 'WWW-Authenticate', 'Proxy-Authenticate'));

/** Challenges, then credentials. */
export const digestsIn = once(facts => [...challengesIn(facts), ...credentialsIn(facts)]);

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

/** The nonces of AKA challenges and answers, with their parts where they have them. */
export const akaNoncesIn = once(facts =>
  digestsIn(facts).flatMap(digest => {
    const node = param(digest.params, 'nonce');
    if (node?.value === undefined || node.value === '' || !isAka(digest)) return [];
    return [{ digest, node, nonce: parseNonce(node.value) }];
  }),
);

/** Hexadecimal digits of a response, undefined for an unknown algorithm. */
export function responseDigits(digest: Digest): number | undefined {
  const algorithm = findAlgorithm(paramValue(digest, 'algorithm'));
  if (algorithm === undefined) return undefined;
  return algorithm.hash === 'MD5' ? 32 : 64;
}
