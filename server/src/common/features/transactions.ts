/** Which response of a document answers which request (RFC 3261 §17.1.3, seen from one capture point). */

import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { cseqOf, param, viasOf } from '../syntax/values.ts';
import { callIdOf, firstHeader, startLineOf } from '../syntax/views.ts';
import { eachMessage } from './walk.ts';

interface Identity {
  readonly request: boolean;
  /** Call-ID and CSeq; undefined when the message lacks one of them. */
  readonly key: string | undefined;
  readonly branch: string | undefined;
}

const identities = new WeakMap<SipMessage, Identity | null>();

/** The branch of the topmost Via. */
function topBranch(message: SipMessage): string | undefined {
  const header = firstHeader(message, 'Via');
  const via = header && viasOf(message, header)[0];
  return via && param(via.params, 'branch')?.value;
}

function identityOf(message: SipMessage): Identity | null {
  let identity = identities.get(message);
  if (identity === undefined) {
    const line = startLineOf(message);
    const header = firstHeader(message, 'CSeq');
    const cseq = header && cseqOf(message, header);
    const callId = callIdOf(message);
    const key = cseq && callId ? `${callId} ${cseq.number} ${cseq.method}` : undefined;
    identity = line ? { request: line.type === 'request', key, branch: topBranch(message) } : null;
    identities.set(message, identity);
  }
  return identity;
}

export interface Transactions {
  /** Indexes of the responses to the request at an index, in the file's order. */
  readonly responses: ReadonlyMap<number, readonly number[]>;
  /** Index of the request that the response at an index answers. */
  readonly request: ReadonlyMap<number, number>;
}

const cache = new WeakMap<SipDocument, Transactions>();

/**
 * A response answers the latest request above it with the same Call-ID and CSeq, and among several hops of one request
 * the one with the same topmost branch.
 */
export function transactionsOf(document: SipDocument): Transactions {
  const known = cache.get(document);
  if (known) return known;
  const open = new Map<string, number[]>();
  const responses = new Map<number, number[]>();
  const request = new Map<number, number>();
  eachMessage(document, (message, index) => {
    const identity = identityOf(message);
    if (!identity?.key) return;
    const candidates = open.get(identity.key);
    if (identity.request) {
      if (candidates) candidates.push(index);
      else open.set(identity.key, [index]);
      return;
    }
    const answered = candidates && latest(document, candidates, identity.branch);
    if (answered === undefined) return;
    request.set(index, answered);
    const list = responses.get(answered);
    if (list) list.push(index);
    else responses.set(answered, [index]);
  });
  const transactions = { responses, request };
  cache.set(document, transactions);
  return transactions;
}

function latest(document: SipDocument, candidates: readonly number[], branch: string | undefined): number | undefined {
  const same = candidates.findLast(index => {
    const message = document.messages[index];
    return branch !== undefined && message !== undefined && identityOf(message)?.branch === branch;
  });
  return same ?? candidates.at(-1);
}
