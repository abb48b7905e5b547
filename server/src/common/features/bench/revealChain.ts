/** "Reveal Chain": the computation of a response with nothing masked. Only for the command by which a person asks. */

import type { DigestChain } from '../../auth/digest.ts';
import { computeDigest } from '../../auth/digest.ts';
import { hexFromBytes } from '../../auth/encoding.ts';
import { sessionKeysOf } from '../akaKeys.ts';
import { digestTask } from '../credentials.ts';
import type { BenchInput, Refusal, Report } from './bench.ts';
import { alignedTable, digestAt, messageAt, NO_MESSAGE, NO_SUBSCRIBER } from './bench.ts';

export function revealChain(input: BenchInput): Report | Refusal {
  const place = messageAt(input);
  if (!place) return NO_MESSAGE;
  const digest = digestAt(input, place, each => each.role === 'answer');
  if (!digest) return { refused: 'This message has no Digest credentials.' };
  const task = digestTask(place.message, digest);
  if (task.kind === 'incomplete') return { refused: task.message };
  if (task.kind === 'unknown')
    return digest.subscriber ? { refused: 'Something is missing in these credentials.' } : NO_SUBSCRIBER;
  const computed = computeDigest(task.input);
  if (!computed.ok) return { refused: computed.message };
  const keys = task.input.algorithm.aka > 0 ? sessionKeysOf(task.subscriber, task.input.nonce) : undefined;
  const rows = [
    ...(keys
      ? [
          ['RES', keys.res.reveal(), 'TS 33.102 §6.3.3'],
          ['CK', hexFromBytes(keys.ck.reveal()), 'TS 33.102 §6.3.3'],
          ['IK', hexFromBytes(keys.ik.reveal()), 'TS 33.102 §6.3.3'],
        ]
      : []),
    ...chainRows(computed.chain),
  ];
  const warning = 'Confidential: H(A1) is as good as the password. Nothing of this is saved or logged.';
  const text = `# Chain of the response\n\n${warning}\n\n${alignedTable(['step', 'value', 'clause'], rows)}\n`;
  return { title: 'Chain (confidential)', text, confidential: true };
}

function chainRows({ a1, ha1, a2, ha2, kd, response }: DigestChain): string[][] {
  return [
    ['A1', a1 ? readable(a1.reveal()) : 'not known, only H(A1)', 'RFC 7616 §3.4.2'],
    ['H(A1)', ha1.reveal(), 'RFC 7616 §3.4.2'],
    ['A2', a2, 'RFC 7616 §3.4.3'],
    ['H(A2)', ha2, 'RFC 7616 §3.4.3'],
    ['KD', kd.reveal(), 'RFC 7616 §3.4.1'],
    ['response', response, 'RFC 7616 §3.4.1'],
  ];
}

/** Printable ASCII as it is, other octets (RES) as \xNN. */
function readable(octets: Uint8Array): string {
  return [...octets]
    .map(octet =>
      octet >= 0x20 && octet < 0x7f && octet !== 0x5c
        ? String.fromCharCode(octet)
        : `\\x${hexFromBytes(Uint8Array.of(octet))}`,
    )
    .join('');
}
