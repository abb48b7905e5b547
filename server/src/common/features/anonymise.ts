/**
 * An anonymised document whose digests still verify: where the configuration has the subscriber's keys, the response is
 * computed again for the new username, realm and uri (RFC 7616 §3.4).
 */

import type { Configuration } from '../config/configuration.ts';
import { DEFAULT_CONFIGURATION } from '../config/configuration.ts';
import { parseDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { param } from '../syntax/values.ts';
import { anonymise } from '../trace/import/anonymise.ts';
import { type DigestHeader, digestHeaders, verifyResponse } from './credentials.ts';

export interface AnonymisedDocument {
  readonly text: string;
  /** Sentences: what was replaced, what became of the digests, which private identities to configure. */
  readonly notes: readonly string[];
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `seed` decides who stands for whom. Never throws. */
export function anonymiseDocument(text: string, configuration: Configuration, seed: number): AnonymisedDocument {
  const anonymised = anonymise(text, seed);
  const before = parseDocument(text).messages;
  const after = parseDocument(anonymised.text).messages;
  const digests = new Digests(configuration);
  const parts = after.map((message, index) => {
    const original = before[index];
    return original ? digests.computedAgain(original, message) : message.text;
  });
  const { replaced } = anonymised;
  const summary = replaced.length === 0 ? 'Nothing was replaced.' : `Replaced: ${replaced.join(', ')}.`;
  return { text: parts.join(''), notes: [summary, ...digests.notes()] };
}

class Digests {
  readonly #configuration: Configuration;
  #computed = 0;
  #left = 0;
  /** Name of a subscriber to the private identity that stands for his. */
  readonly #users = new Map<string, string>();

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  computedAgain(original: SipMessage, message: SipMessage): string {
    const old = digestHeaders(original, this.#configuration);
    const fresh = digestHeaders(message, DEFAULT_CONFIGURATION);
    const changes = fresh.flatMap((digest, index) => this.#response(original, old[index], message, digest));
    let { text } = message;
    for (const { start, end, text: response } of changes.toSorted((left, right) => right.start - left.start)) {
      text = text.slice(0, start) + response + text.slice(end);
    }
    return text;
  }

  /** The new response; nothing where there is none, or the old one was wrong and stays so. */
  #response(
    original: SipMessage,
    old: DigestHeader | undefined,
    message: SipMessage,
    digest: DigestHeader,
  ): Replacement[] {
    const written = param(digest.params, 'response');
    if (digest.role !== 'answer' || !written?.value || !written.valueNode) return [];
    const verdict = old?.subscriber ? verifyResponse(original, old) : undefined;
    const computed =
      verdict?.kind === 'matches' ? verifyResponse(message, { ...digest, subscriber: old?.subscriber }) : undefined;
    if (!old?.subscriber || (computed?.kind !== 'differs' && computed?.kind !== 'matches')) {
      this.#left++;
      return [];
    }
    this.#computed++;
    this.#users.set(old.subscriber.name, param(digest.params, 'username')?.value ?? '');
    const { start, end } = written.valueNode;
    return [{ start, end, text: written.quoted ? `"${computed.expected}"` : computed.expected }];
  }

  notes(): string[] {
    const notes: string[] = [];
    if (this.#computed > 0) {
      notes.push(`${count(this.#computed)} computed again, so that the trace verifies with the same keys.`);
      for (const user of this.#users.values())
        notes.push(`To verify it, configure the keys with the private identity ${user}.`);
    }
    if (this.#left > 0) {
      notes.push(
        `${count(this.#left)} left as found: keys that verify the original are needed to compute for new names.`,
      );
    }
    return notes;
  }
}

function count(responses: number): string {
  return responses === 1 ? '1 digest response was' : `${responses} digest responses were`;
}
