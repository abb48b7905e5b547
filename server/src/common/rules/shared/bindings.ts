/** What a response to REGISTER says about bindings. */

import type { SipMessage } from '../../syntax/message.ts';
import { type Address, param, type Uri } from '../../syntax/values.ts';
import type { Facts } from './facts.ts';
import { onceTogether } from './once.ts';
import { exchangesIn, transactionsIn } from './transactions.ts';

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

/** A REGISTER that binds a contact, with the 200 that answers it. */
export interface Binding {
  readonly request: Facts;
  readonly response: Facts;
  readonly asked: { readonly contact: Address; readonly uri: Uri };
}

/** One entry for each 200, for the first contact that its REGISTER asks to bind. */
export const bindingsIn = onceTogether(collect);

function collect(messages: readonly SipMessage[]): readonly Binding[] {
  return transactionsIn(messages).flatMap(transaction => {
    if (transaction.method !== 'REGISTER') return [];
    return transaction.responses.flatMap(response => {
      // The request on the same hop if the file has it: a proxy may have changed the contact.
      const exchange = exchangesIn(transaction).find(one => one.response === response);
      const request = exchange?.request ?? transaction.requests[0];
      const contact = request?.addresses('Contact')[0];
      if (response.status?.code !== 200 || request === undefined || contact?.uri === undefined) return [];
      return expiryOf(request, contact) === 0 ? [] : [{ request, response, asked: { contact, uri: contact.uri } }];
    });
  });
}
