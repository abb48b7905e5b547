/** "Compute Response": writes the response of the answer at the cursor. */

import { computeDigest } from '../../auth/digest.ts';
import { param } from '../../syntax/values.ts';
import { digestTask } from '../credentials.ts';
import { rangeAt } from '../locate.ts';
import { directiveEdit } from '../solveCredentials.ts';
import type { TextEdit } from '../types.ts';
import type { BenchInput, Refusal } from './bench.ts';
import { digestAt, messageAt, NO_MESSAGE, NO_SUBSCRIBER } from './bench.ts';

export function computeResponse(input: BenchInput): readonly TextEdit[] | Refusal {
  const place = messageAt(input);
  if (!place) return NO_MESSAGE;
  const digest = digestAt(input, place, each => each.role === 'answer');
  if (!digest) return { refused: 'This message has no Authorization or Proxy-Authorization with the scheme Digest.' };
  if (digest.header.hasErrors) return { refused: 'The credentials have a syntax error; repair it first.' };
  if (!param(digest.params, 'nonce')?.value) {
    return { refused: 'The nonce is empty. Take it over from the challenge that this request answers.' };
  }
  if (!digest.subscriber) return NO_SUBSCRIBER;
  if (!digest.algorithm) return { refused: 'The algorithm is not known, so there is no way to compute its response.' };
  const task = digestTask(place.message, digest);
  if (task.kind === 'incomplete') return { refused: task.message };
  if (task.kind === 'unknown') {
    const wanted = digest.algorithm.aka > 0 ? 'K with OP or OPc' : 'a password';
    const message = `These credentials are ambiguous (a directive twice, qop as a list), or ${digest.subscriber.name} has no ${wanted}.`;
    return { refused: message };
  }
  const computed = computeDigest(task.input);
  if (!computed.ok) return { refused: computed.message };
  const { response } = computed.chain;
  if (param(digest.params, 'response')?.value === response) return { refused: 'The response is right already.' };
  const edit = directiveEdit(digest.params, 'response', response);
  return edit ? [{ range: rangeAt(input.document, place.index, edit), newText: edit.text }] : NO_MESSAGE;
}
