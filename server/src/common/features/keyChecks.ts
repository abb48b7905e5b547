/** What else of a challenge or an answer can be checked with keys: AUTS, and the CK and IK that a hop inside carries. */

import { openAuts, parseAuts, parseNonce } from '../auth/aka.ts';
import { hexFromBytes } from '../auth/encoding.ts';
import { bytesFromSqn } from '../auth/sqn.ts';
import type { Param } from '../syntax/values.ts';
import { param } from '../syntax/values.ts';
import { functionsFor, sessionKeysOf } from './akaKeys.ts';
import type { DigestHeader } from './credentials.ts';
import { code, escapeMarkdown, heading, paragraphs, table } from './markdown.ts';

export type AutsResult =
  | {
      readonly ok: true;
      readonly param: Param;
      readonly sqnMs: string;
      readonly macMatches: boolean;
      readonly subscriber: string;
    }
  | { readonly ok: false; readonly param: Param; readonly message: string };

/** The `auts` of an answer opened; undefined without it, without keys, or beside a nonce that is not of AKA. */
export function autsOf({ header, params, subscriber }: DigestHeader): AutsResult | undefined {
  const at = param(params, 'auts');
  const nonce = parseNonce(param(params, 'nonce')?.value ?? '');
  if (!at?.value || header.hasErrors || !subscriber?.usim || !nonce.ok) return undefined;
  const parsed = parseAuts(at.value);
  if (!parsed.ok) return { ok: false, param: at, message: parsed.message };
  const { sqnMs, macMatches } = openAuts(functionsFor(subscriber.usim), nonce.rand, parsed.auts);
  return { ok: true, param: at, sqnMs: hexFromBytes(bytesFromSqn(sqnMs)), macMatches, subscriber: subscriber.name };
}

export function describeAuts(result: AutsResult): string {
  if (!result.ok) return paragraphs(heading('auts', 'not an AUTS', 'RFC 3310 §3.4'), escapeMarkdown(result.message));
  const verdict = result.macMatches
    ? '✓ matches: the HSS may resynchronise'
    : '✗ does not match: the HSS must ignore it';
  return paragraphs(
    heading('auts', 'resynchronisation', 'RFC 3310 §3.4'),
    `With the keys of **${escapeMarkdown(result.subscriber)}**:`,
    table(
      ['part', 'value', 'verdict'],
      [
        [
          'SQN_MS',
          result.macMatches ? code(result.sqnMs) : '',
          result.macMatches ? 'the highest SQN that the USIM accepted' : '',
        ],
        ['MAC-S', '', verdict],
      ],
    ),
    'The response beside it is computed over an empty password.',
  );
}

/** Whether `ck` and `ik` belong to the nonce; undefined where it cannot be known. */
export interface SessionKeyCheck {
  readonly name: 'ck' | 'ik';
  readonly param: Param;
  readonly matches: boolean;
  readonly subscriber: string;
}

export function sessionKeyChecks({ header, params, subscriber }: DigestHeader): SessionKeyCheck[] {
  const keys = header.hasErrors ? undefined : sessionKeysOf(subscriber, param(params, 'nonce')?.value ?? '');
  if (!keys || !subscriber) return [];
  return (['ck', 'ik'] as const).flatMap((name): SessionKeyCheck[] => {
    const at = param(params, name);
    // Zeros stand for a key that was masked, in our own transcripts and in many a shared trace.
    if (!at?.value || /^0*$/.test(at.value)) return [];
    const matches = at.value.toLowerCase() === hexFromBytes(keys[name].reveal());
    return [{ name, param: at, matches, subscriber: subscriber.name }];
  });
}

/** The key itself is not repeated: a hover may be copied where the message would not. */
export function describeSessionKey({ name, matches, subscriber }: SessionKeyCheck): string {
  const what = name === 'ck' ? 'ciphering key' : 'integrity key';
  const verdict = matches ? '✓ is that of the nonce' : '✗ is not that of the nonce';
  return paragraphs(
    heading(name, `${what} of the session`, 'TS 24.229 §7.2A.1'),
    `${verdict}, with the keys of **${escapeMarkdown(subscriber)}**.`,
    'In the clear between S-CSCF and P-CSCF only: the P-CSCF keeps it for the security associations and removes it before the UE (TS 24.229 §5.2.2, rule aka-keys-to-ue).',
  );
}
