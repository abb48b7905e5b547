/** `nonce` and `response` laid open for a person, as Markdown; no secret is in what comes in here. */

import { hasSeparationBit } from '../auth/aka.ts';
import { bytesFromHex } from '../auth/encoding.ts';
import type { NonceOpened, NonceResult, NonceView, ResponseVerdict } from './credentials.ts';
import { code, escapeMarkdown, heading, paragraphs, specLink, table } from './markdown.ts';

const REFUSALS: { readonly [reason in NonNullable<NonceOpened['reason']>]: string } = {
  jump: 'SQN is too far ahead of what the USIM accepted last (TS 33.102 §C.2.1).',
  age: 'SQN is older than the age limit allows (TS 33.102 §C.2.2).',
  'not-fresh': 'SQN is not newer than what the USIM accepted last for its index (TS 33.102 §C.2.2).',
};

export function describeNonce(nonce: NonceResult): string {
  if (!nonce.ok)
    return paragraphs(heading('nonce', 'not an AKA nonce', 'RFC 3310 §3.2'), escapeMarkdown(nonce.failure.message));
  const { view } = nonce;
  return paragraphs(
    heading('nonce', 'AKA challenge', 'RFC 3310 §3.2'),
    anatomy(view),
    view.opened && opened(view.opened),
  );
}

function anatomy(view: NonceView): string {
  const amf = bytesFromHex(view.amf);
  const separation =
    amf !== undefined && hasSeparationBit(amf) ? 'separation bit set: made for EPS or 5G, not for IMS' : '';
  return table(
    ['part', 'octets', 'value', 'remark'],
    [
      ['RAND', '16', code(view.rand), ''],
      ['SQN ⊕ AK', '6', code(view.sqnXorAk), ''],
      ['AMF', '2', code(view.amf), separation],
      ['MAC', '8', code(view.mac), ''],
      ...(view.serverData === ''
        ? []
        : [['server data', String(view.serverData.length / 2), code(view.serverData), '']]),
    ],
  );
}

function opened(result: NonceOpened): string {
  return paragraphs(
    `With the keys of **${escapeMarkdown(result.subscriber)}**:`,
    table(
      ['part', 'value', 'verdict'],
      [
        ['SQN', code(result.sqn), result.macMatches ? freshness(result) : ''],
        ['AK', code(result.ak), ''],
        ['MAC', code(result.expectedMac), result.macMatches ? '✓ matches' : '✗ the nonce has another one'],
      ],
    ),
    macAdvice(result),
  );
}

function freshness(result: NonceOpened): string {
  return result.verdict === 'accepted' ? '✓ fresh' : `✗ the USIM is at ${code(result.sqnMs)}`;
}

function macAdvice(result: NonceOpened): string {
  switch (result.verdict) {
    case 'accepted':
      return `The USIM accepts this challenge (${specLink('TS 33.102 §6.3.3')}).`;
    case 'mac-failure':
      return 'The USIM refuses it: made with another K or OP, or for another user. With a wrong MAC the SQN above means nothing.';
    case 'synchronisation-failure':
      return `The USIM answers with AUTS: ${result.reason ? REFUSALS[result.reason] : 'SQN is out of range.'}`;
  }
}

/** Undefined where nothing can be said. */
export function describeResponse(verdict: ResponseVerdict): string | undefined {
  if (verdict.kind === 'unknown') return undefined;
  if (verdict.kind === 'incomplete') {
    return paragraphs(heading('response', 'cannot be computed', 'RFC 3261 §22.4'), escapeMarkdown(verdict.message));
  }
  const subscriber = escapeMarkdown(verdict.subscriber);
  const words = {
    matches: `✓ matches the keys of ${subscriber}`,
    differs: `✗ does not match the keys of ${subscriber}`,
    empty: `empty; computed with the keys of ${subscriber}`,
  }[verdict.kind];
  return paragraphs(
    heading('response', words, 'RFC 3261 §22.4'),
    verdict.kind !== 'matches' && `Expected ${code(verdict.expected)}`,
    table(
      ['step', 'value'],
      [
        ['A1', code(verdict.a1Masked)],
        ['A2', code(verdict.a2)],
        ['H(A2)', code(verdict.ha2)],
        ['response', `H(${code(verdict.kdMasked)})`],
      ],
    ),
  );
}
