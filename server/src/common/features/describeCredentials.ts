/** `nonce` and `response` laid open for a person, as Markdown; no secret is in what comes in here. */

import { hasSeparationBit } from '../auth/aka.ts';
import { bytesFromHex } from '../auth/encoding.ts';
import type { SolverResult } from '../auth/solver.ts';
import type { ChainView, NonceOpened, NonceResult, NonceView, ResponseVerdict } from './credentials.ts';
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
    // What the USIM says comes first: a hover shows some ten lines.
    view.opened && macAdvice(view.opened),
    view.opened && opened(view.opened),
    anatomy(view),
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
        ...(result.macMatches ? sequence(result) : []),
        ['AK', code(result.ak), ''],
        ['MAC', code(result.expectedMac), result.macMatches ? '✓ matches' : '✗ the nonce has another one'],
      ],
    ),
  );
}

/** SEQ and IND with the window in which the USIM accepts (TS 33.102 §C.2.1, §C.2.2). */
function sequence({ seq, ind, window }: NonceOpened): string[][] {
  const accepted = `accepted: above ${window.above}, up to ${window.upTo}`;
  return [
    ['SEQ', code(String(seq)), accepted],
    ['IND', code(String(ind)), ''],
  ];
}

function freshness(result: NonceOpened): string {
  return result.verdict === 'accepted' ? '✓ fresh' : `✗ the USIM is at ${code(result.sqnMs)}`;
}

function macAdvice(result: NonceOpened): string {
  switch (result.verdict) {
    case 'accepted':
      return `The USIM accepts this challenge (${specLink('TS 33.102 §6.3.3')}).`;
    case 'mac-failure': {
      const mistake = result.explainMac();
      return paragraphs(
        mistake && because(mistake.sentence, mistake.clause),
        `The USIM refuses it${mistake ? '.' : ': made with another K or OP, or for another user.'} With a wrong MAC the SQN means nothing.`,
      );
    }
    case 'synchronisation-failure':
      return `The USIM answers with AUTS: ${result.reason ? REFUSALS[result.reason] : 'SQN is out of range.'}`;
  }
}

/** Undefined where nothing can be said. `solved` is what the solver says about a wrong response. */
export function describeResponse(verdict: ResponseVerdict, solved?: SolverResult): string | undefined {
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
    verdict.kind === 'differs' && solved && describeSolved(solved),
    chainTable(verdict.chain),
  );
}

function describeSolved(solved: SolverResult): string {
  switch (solved.kind) {
    case 'explained':
      return solved.explanation.mistakes.map(each => because(each.sentence, each.clause)).join('\n\n');
    case 'unexplained':
      return `None of the usual mistakes gives this value (${solved.attempts} were tried): the key or the password is probably another one.`;
    case 'cancelled':
      return `No cause found in time (${solved.attempts} mistakes were tried).`;
    case 'right':
    case 'unknown':
      return '';
  }
}

/** `**Why:** sentence (clause)`; a clause may name several documents. */
function because(sentence: string, clause: string): string {
  return `**Why:** ${escapeMarkdown(sentence)} (${clause.split(', ').map(specLink).join(', ')})`;
}

const SECRET_WORDS: Readonly<Record<ChainView['secret'], string>> = {
  password: '`***` is the password',
  octets: '`***` is the password',
  aka: '`***` is RES as raw octets',
  ha1: '`***` is not known, only H(A1)',
};

/** A1, H(A1), A2, H(A2) and response, each with the clause of its step. */
export function chainTable(chain: ChainView): string {
  const { hash, session, aka } = chain.algorithm;
  const secret = aka === 2 ? '`***` is the PRF of RES, IK and CK' : SECRET_WORDS[chain.secret];
  const integrity = chain.qop === 'auth-int';
  return table(
    ['step', 'value', 'remark', 'clause'],
    [
      [
        'A1',
        code(chain.a1Masked),
        secret,
        specLink(aka === 2 ? 'RFC 4169 §3' : aka === 1 ? 'RFC 3310 §3.3' : 'RFC 7616 §3.4.2'),
      ],
      ['H(A1)', code('***'), `${hash}${session ? ', bound to nonce and cnonce' : ''}`, specLink('RFC 7616 §3.4.2')],
      ['A2', code(chain.a2), integrity ? 'with the hash of the body' : '', specLink('RFC 7616 §3.4.3')],
      ['H(A2)', code(chain.ha2), '', specLink('RFC 7616 §3.4.3')],
      [
        'response',
        `H(${code(chain.kdMasked)})`,
        chain.qop === undefined ? 'without qop' : '',
        specLink('RFC 7616 §3.4.1'),
      ],
    ],
  );
}
