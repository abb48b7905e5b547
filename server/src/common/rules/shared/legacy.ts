/** RFC 2543, the first SIP: no branch in Via, no From tag, no Max-Forwards; still legal to receive (RFC 3261 §8.1.1). */

import { isIms } from '../hop.ts';
import type { Facts } from './facts.ts';

/** True when the request lacks all three together, so that it was made by the older standard and not by mistake. */
export function isRfc2543(facts: Facts): boolean {
  if (facts.request === undefined || facts.has('Max-Forwards')) return false;
  const vias = facts.vias();
  if (vias.length === 0 || vias.some(via => via.params.some(one => one.nameLower === 'branch'))) return false;
  return facts.address('From') !== undefined && tagOf(facts, 'From') === undefined;
}

/** The tag of From or To. */
export function tagOf(facts: Facts, name: 'From' | 'To'): string | undefined {
  return facts.address(name)?.params.find(one => one.nameLower === 'tag')?.value;
}

/** The characters that tell an RFC 3261 branch (§8.1.1.7). */
export const COOKIE = 'z9hG4bK';

export function hasCookie(branch: string | undefined): boolean {
  return branch?.slice(0, COOKIE.length).toLowerCase() === COOKIE.toLowerCase();
}

/**
 * In plain SIP elements of both standards may stand in one Via list; there an entry without the cookie is old and not
 * wrong. A lone sender and an IMS know no such excuse.
 */
export function mayBeOld(facts: Facts): boolean {
  return facts.vias().length > 1 && !isIms(facts.message);
}
