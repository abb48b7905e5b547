/** Realms of answers in a REGISTER that have nothing to do with the home domain. */

import type { Hop } from '../../registry/types.ts';
import { type Param, param } from '../../syntax/values.ts';
import { credentialsIn, isAnswer, paramValue } from './digest.ts';
import type { Facts } from './facts.ts';

export function foreignRealms(facts: Facts, hop: Hop | undefined): readonly Param[] {
  if (facts.request?.method !== 'REGISTER' || hop === undefined || hop === 'ISC') return [];
  const found: Param[] = [];
  for (const digest of credentialsIn(facts)) {
    const realm = param(digest.params, 'realm');
    const username = paramValue(digest, 'username') ?? '';
    // The first REGISTER is the matter of realm-not-home-domain.
    if (realm?.value === undefined || realm.valueNode === undefined || !isAnswer(digest)) continue;
    const hosts = [facts.request.uri?.host, facts.address('To')?.uri?.host, username.split('@')[1]];
    if (!hosts.some(host => host !== undefined && sharesDomain(host, realm.value ?? ''))) found.push(realm);
  }
  return found;
}

/** Equal, or one inside the other. */
function sharesDomain(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right || left.endsWith(`.${right}`) || right.endsWith(`.${left}`);
}
