/** The transactions of one Call-ID: requests and responses with the same CSeq, all copies on all hops together. */

import type { SipMessage } from '../../syntax/message.ts';
import { param } from '../../syntax/values.ts';
import type { Related } from '../rule.ts';
import { type Facts, factsOf } from './facts.ts';
import { onceTogether } from './once.ts';

export interface Transaction {
  readonly number: number;
  readonly method: string;
  /** In the order of the file, as all the lists here. */
  readonly requests: readonly Facts[];
  readonly responses: readonly Facts[];
}

interface Growing extends Transaction {
  readonly requests: Facts[];
  readonly responses: Facts[];
}

/** In the order in which they first appear. Messages without a readable CSeq belong to none. */
export const transactionsIn = onceTogether(collect);

function collect(messages: readonly SipMessage[]): readonly Transaction[] {
  const byKey = new Map<string, Growing>();
  for (const message of messages) {
    const facts = factsOf(message);
    const cseq = facts.cseq();
    if (cseq === undefined) continue;
    const method = facts.request?.method ?? cseq.method;
    const key = `${cseq.number} ${method}`;
    let transaction = byKey.get(key);
    if (transaction === undefined) {
      transaction = { number: cseq.number, method, requests: [], responses: [] };
      byKey.set(key, transaction);
    }
    (facts.request === undefined ? transaction.responses : transaction.requests).push(facts);
  }
  return [...byKey.values()];
}

/** The branch of the first Via, which names the transaction on this hop. */
export function topBranch(facts: Facts): string | undefined {
  const via = facts.vias()[0];
  return via && param(via.params, 'branch')?.value?.toLowerCase();
}

/** The branch that the client itself chose. */
export function clientBranch(facts: Facts): string | undefined {
  const via = facts.vias().at(-1);
  return via && param(via.params, 'branch')?.value?.toLowerCase();
}

/** Pairs of a response and the request that it answers on the same hop, as far as the file has both. */
export function exchangesIn(
  transaction: Transaction,
): readonly { readonly request: Facts; readonly response: Facts }[] {
  return transaction.responses.flatMap(response => {
    const branch = topBranch(response);
    const request = transaction.requests.find(one => topBranch(one) === branch);
    return request === undefined ? [] : [{ request, response }];
  });
}

/** The link to the other end of a finding. */
export function related(
  facts: Facts,
  span: { readonly start: number; readonly end: number },
  message: string,
): Related {
  return { target: facts.message, start: span.start, end: span.end, message };
}

/** The place of a message in the order of the file. */
export function isBefore(messages: readonly SipMessage[], a: Facts, b: Facts): boolean {
  return messages.indexOf(a.message) < messages.indexOf(b.message);
}
