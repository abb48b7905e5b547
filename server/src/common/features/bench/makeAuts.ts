/** "Make AUTS": turns an answer into a resynchronisation with the SQN of the subscriber's USIM (RFC 3310 §3.4). */

import { buildAuts, parseNonce } from '../../auth/aka.ts';
import { computeDigest } from '../../auth/digest.ts';
import { base64FromBytes } from '../../auth/encoding.ts';
import { Secret } from '../../auth/secret.ts';
import { param } from '../../syntax/values.ts';
import { functionsFor } from '../akaKeys.ts';
import { digestTask } from '../credentials.ts';
import { rangeAt } from '../locate.ts';
import { directiveEdit } from '../solveCredentials.ts';
import type { TextEdit } from '../types.ts';
import type { BenchInput, Refusal } from './bench.ts';
import { digestAt, messageAt, NO_MESSAGE, NO_SUBSCRIBER } from './bench.ts';

/** `auts`, and the response over the empty password that goes with it. */
export function makeAuts(input: BenchInput): readonly TextEdit[] | Refusal {
  const place = messageAt(input);
  if (!place) return NO_MESSAGE;
  const digest = digestAt(input, place, each => each.role === 'answer');
  if (!digest) return { refused: 'AUTS stands in an answer: place the cursor on a REGISTER with Authorization.' };
  const usim = digest.subscriber?.usim;
  if (!usim) return digest.subscriber ? { refused: 'This subscriber has no K with OP or OPc.' } : NO_SUBSCRIBER;
  const nonce = parseNonce(param(digest.params, 'nonce')?.value ?? '');
  if (!nonce.ok) return { refused: nonce.message };
  const task = digestTask(place.message, digest);
  if (task.kind !== 'ready') {
    return { refused: task.kind === 'incomplete' ? task.message : 'Something is missing in these credentials.' };
  }
  if (task.input.algorithm.aka === 0) return { refused: 'The algorithm is not AKA.' };
  const auts = base64FromBytes(buildAuts(functionsFor(usim), nonce.rand, usim.sqnMs));
  // The password is empty beside auts (RFC 3310 §3.4).
  const computed = computeDigest({ ...task.input, secret: { kind: 'password', value: new Secret('') } });
  if (!computed.ok) return { refused: computed.message };
  const edits = [
    directiveEdit(digest.params, 'response', computed.chain.response),
    directiveEdit(digest.params, 'auts', auts),
  ].flatMap(edit => edit ?? []);
  return edits.map(({ text, ...span }) => ({ range: rangeAt(input.document, place.index, span), newText: text }));
}
