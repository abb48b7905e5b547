/** A `.sip` document that can be shown to others: the same messages, other people and other networks. */

import { parseDocument } from '../../syntax/document.ts';
import { anonymiseMessage } from './anonymiseMessage.ts';
import { Disguise } from './disguise.ts';

export interface Anonymised {
  /** Same messages, same order, same faults. */
  readonly text: string;
  /** How many of what were replaced, as words: `2 IMSIs`. */
  readonly replaced: readonly string[];
}

/**
 * Replaces IMSIs, telephone numbers, device and cell identities, names, domains, addresses, tags, Call-IDs and branches,
 * each by the same stand-in of the same shape wherever it stands. The same text and seed give the same result. Digests
 * are left as they are: `features/anonymise.ts` computes them again where the keys are known. Never throws.
 */
export function anonymise(text: string, seed: number): Anonymised {
  const { messages } = parseDocument(text);
  const disguise = new Disguise(seed);
  for (const message of messages) anonymiseMessage(message, disguise);
  disguise.replaceNow();
  const parts = messages.map(message => anonymiseMessage(message, disguise));
  return { text: parts.join(''), replaced: disguise.counts() };
}
