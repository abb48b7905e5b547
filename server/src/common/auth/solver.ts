/**
 * Why a response is wrong: the usual mistakes, tried one by one and then in pairs, until one gives the response that
 * stands in the message. Plain data in, the name of the mistake out; bounded, and it claims nothing when none fits.
 */
import { computeDigest, type DigestSecret } from './digest.ts';
import { type DigestAlgorithm, findAlgorithm, hashDigits } from './digestAlgorithm.ts';
import { DIRECTIVE_HYPOTHESES } from './directiveHypotheses.ts';
import {
  type Candidate,
  type Hypothesis,
  type SolverCase,
  type SolverRepair,
  secretOf,
  type Variation,
} from './hypothesis.ts';
import { Secret } from './secret.ts';
import { ALGORITHM_HYPOTHESES, SECRET_HYPOTHESES } from './secretHypotheses.ts';

/** In the order in which they are tried: the commonest first. */
export const HYPOTHESES: readonly Hypothesis[] = [
  ...SECRET_HYPOTHESES,
  ...ALGORITHM_HYPOTHESES,
  ...DIRECTIVE_HYPOTHESES,
];

/** The mistake, seldom two, that explains the response. */
export interface Explanation {
  readonly mistakes: readonly Mistake[];
  /** One sentence a mistake. */
  readonly message: string;
}

export interface Mistake {
  /** Of the row in `HYPOTHESES`. */
  readonly id: string;
  readonly sentence: string;
  readonly clause: string;
  /** What to change where not only `response` is to blame. */
  readonly repair?: SolverRepair | undefined;
}

export type SolverResult =
  | { readonly kind: 'right' }
  | { readonly kind: 'explained'; readonly explanation: Explanation; readonly attempts: number }
  | { readonly kind: 'unexplained'; readonly attempts: number }
  | { readonly kind: 'cancelled'; readonly attempts: number }
  /** The credentials lack something, or no keys are known; nothing is guessed. */
  | { readonly kind: 'unknown'; readonly message: string };

export interface SolverOptions {
  /** At most so many responses are computed. */
  readonly maxAttempts?: number;
  /** Asked before each of them. */
  readonly cancelled?: () => boolean;
}

const MAX_ATTEMPTS = 2000;

/** Names the mistake behind the response of `one`. */
export function solve(one: SolverCase, options: SolverOptions = {}): SolverResult {
  const { credentials } = one;
  const algorithm = findAlgorithm(credentials.algorithm);
  if (algorithm === undefined) return { kind: 'unknown', message: 'The algorithm is not known.' };
  const written = credentials.response.toLowerCase();
  if (!/^(?:[0-9a-f]{32}|[0-9a-f]{64})$/.test(written)) {
    return { kind: 'unknown', message: 'The response is not 32 or 64 hexadecimal digits.' };
  }
  if (credentials.qop !== undefined && credentials.qop !== 'auth' && credentials.qop !== 'auth-int') {
    return { kind: 'unknown', message: 'qop is neither auth nor auth-int.' };
  }
  const base = baseOf(one, algorithm);
  if (![one.subscriber, ...one.otherSubscribers].some(known => known?.material ?? known?.password)) {
    return { kind: 'unknown', message: 'No key or password is known for these credentials.' };
  }
  let attempts = 0;
  for (const { candidate, mistakes } of candidates(base, one, algorithm)) {
    if (candidate.secret === undefined || hashDigits(candidate.algorithm.hash) !== written.length) continue;
    if (attempts >= (options.maxAttempts ?? MAX_ATTEMPTS)) break;
    if (options.cancelled?.()) return { kind: 'cancelled', attempts };
    attempts++;
    if (responseOf(candidate, candidate.secret) === written) return verdict(credentials.response, mistakes, attempts);
  }
  return { kind: 'unexplained', attempts };
}

function baseOf(one: SolverCase, algorithm: DigestAlgorithm): Candidate {
  const { username, realm, uri, nonce, qop, nc, cnonce, auts } = one.credentials;
  const secret: DigestSecret | undefined =
    auts === undefined ? secretOf(one.subscriber, algorithm, nonce) : { kind: 'password', value: new Secret('') };
  const known = qop === 'auth' || qop === 'auth-int' ? qop : undefined;
  return { algorithm, username, realm, uri, nonce, nc, cnonce, qop: known, method: one.method, body: one.body, secret };
}

function responseOf(candidate: Candidate, secret: DigestSecret): string | undefined {
  const result = computeDigest({ ...candidate, secret });
  return result.ok ? result.chain.response : undefined;
}

function verdict(response: string, mistakes: readonly Mistake[], attempts: number): SolverResult {
  const all = mistakes.length > 0 || response === response.toLowerCase() ? mistakes : [UPPER_CASE];
  if (all.length === 0) return { kind: 'right' };
  const message = all.map(mistake => mistake.sentence).join(' ');
  return { kind: 'explained', explanation: { mistakes: all, message }, attempts };
}

const UPPER_CASE: Mistake = {
  id: 'upper-case-response',
  clause: 'RFC 3261 §25.1',
  sentence: 'The response is right, but its hexadecimal digits must be in lower case.',
};

interface Tried {
  readonly candidate: Candidate;
  readonly mistakes: readonly Mistake[];
}

/** No mistake, each single one, then pairs of which the first is about the secret, the algorithm or the uri. */
function* candidates(base: Candidate, one: SolverCase, algorithm: DigestAlgorithm): Generator<Tried> {
  yield { candidate: base, mistakes: [] };
  const context = { one, algorithm, secret: base.secret };
  const rows = HYPOTHESES.map(row => ({
    row,
    variations: row.variations(context).filter(variation => !sameCandidate(variation.apply(base), base)),
  }));
  for (const { row, variations } of rows) {
    for (const variation of variations) {
      yield { candidate: variation.apply(base), mistakes: [mistakeOf(row, variation)] };
    }
  }
  for (const first of rows.filter(({ row }) => FIRST_OF_PAIR.includes(row.dimension))) {
    const seconds = rows.filter(({ row }) => isSecondOfPair(first.row, row));
    for (const variation of first.variations) {
      const start = variation.apply(base);
      for (const { row, variations } of seconds) {
        for (const other of variations) {
          const mistakes = [mistakeOf(first.row, variation), mistakeOf(row, other)];
          yield { candidate: other.apply(start), mistakes };
        }
      }
    }
  }
}

const FIRST_OF_PAIR: readonly Hypothesis['dimension'][] = ['secret', 'algorithm', 'uri'];

/**
 * A secret or an algorithm never comes second: they replace what the first one chose. Quotes and spaces do not either:
 * they are many, and seldom the second mistake.
 */
const SECOND_OF_PAIR: readonly Hypothesis['dimension'][] = ['uri', 'method', 'identity', 'nonce', 'count', 'qop'];

function isSecondOfPair(first: Hypothesis, second: Hypothesis): boolean {
  return second.dimension !== first.dimension && SECOND_OF_PAIR.includes(second.dimension);
}

/** Whether a mistake changed nothing here, as Latin-1 does for a password in ASCII. */
function sameCandidate(one: Candidate, other: Candidate): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const left: Readonly<Record<string, unknown>> = { ...one };
  const right: Readonly<Record<string, unknown>> = { ...other };
  return [...keys].every(key => left[key] === right[key]);
}

function mistakeOf(row: Hypothesis, variation: Variation): Mistake {
  return { id: row.id, clause: row.clause, sentence: variation.sentence, repair: variation.repair };
}
