/** What a response to REGISTER says about bindings. */

import { type Address, param } from '../../syntax/values.ts';
import type { Facts } from './facts.ts';

/** Seconds for which a contact is or shall be bound: its own expires before the Expires header field. */
export function expiryOf(facts: Facts, contact: Address): number | undefined {
  const own = param(contact.params, 'expires')?.value;
  if (own !== undefined && /^\d+$/.test(own)) return Number(own);
  return facts.integer('Expires')?.value;
}

/** Whether some contact is bound, or shall be, for longer than nothing. */
export function bindsContact(facts: Facts): boolean {
  return facts.addresses('Contact').some(contact => !contact.star && expiryOf(facts, contact) !== 0);
}
