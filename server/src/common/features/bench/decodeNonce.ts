/** "Decode Nonce": the hover on an AKA nonce as a document, with the AUTS that the USIM would answer. */

import { buildAuts, parseNonce } from '../../auth/aka.ts';
import { base64FromBytes, hexFromBytes } from '../../auth/encoding.ts';
import { param } from '../../syntax/values.ts';
import { functionsFor } from '../akaKeys.ts';
import { nonceOf } from '../credentials.ts';
import { describeNonce } from '../describeCredentials.ts';
import type { BenchInput, Refusal, Report } from './bench.ts';
import { digestAt, messageAt, NO_MESSAGE } from './bench.ts';

export function decodeNonce(input: BenchInput): Report | Refusal {
  const place = messageAt(input);
  if (!place) return NO_MESSAGE;
  const digest = digestAt(input, place, each => Boolean(param(each.params, 'nonce')?.value));
  if (!digest) return { refused: 'This message has no Digest nonce.' };
  const nonce = nonceOf(digest, input.configuration);
  if (!nonce) return { refused: 'The algorithm is not AKA, so the nonce is a text that only its server understands.' };
  if (!nonce.ok) return { refused: nonce.failure.message };
  const parts = ['# Nonce', withoutLinks(describeNonce(nonce))];
  const usim = digest.subscriber?.usim;
  const parsed = parseNonce(param(digest.params, 'nonce')?.value ?? '');
  if (usim && parsed.ok && nonce.view.opened?.verdict === 'synchronisation-failure') {
    const auts = buildAuts(functionsFor(usim), parsed.rand, usim.sqnMs);
    parts.push(`AUTS: \`${base64FromBytes(auts)}\` (\`${hexFromBytes(auts)}\`)`);
  }
  return { title: 'Nonce', text: `${parts.join('\n\n')}\n`, confidential: false };
}

/** In a document that is read as text the addresses of the clauses are noise. */
function withoutLinks(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\(https?:[^)]*\)/g, '$1');
}
