/** "Verify All Credentials in File": every challenge and answer of a document in one table, and why some are wrong. */

import type { SolverResult } from '../../auth/solver.ts';
import { param } from '../../syntax/values.ts';
import { startLineOf } from '../../syntax/views.ts';
import { rspauthVerdicts } from '../authenticationInfo.ts';
import type { DigestHeader, ResponseVerdict } from '../credentials.ts';
import { digestHeaders, nonceOf, verifyResponse } from '../credentials.ts';
import { autsOf } from '../keyChecks.ts';
import { positionOf } from '../locate.ts';
import { solveCredentials } from '../solveCredentials.ts';
import { eachMessage } from '../walk.ts';
import type { BenchInput, MessagePlace, Refusal, Report } from './bench.ts';
import { alignedTable } from './bench.ts';

/** A search for a cause takes milliseconds each; a trace may hold thousands of wrong answers. */
const MOST_SEARCHES = 20;

const HEAD = ['line', 'message', 'response', 'nonce', 'user', 'algorithm', 'header'];

export function verifyCredentials(input: BenchInput): Report | Refusal {
  const { document, configuration } = input;
  const rows: string[][] = [];
  const causes: string[] = [];
  const counts = { right: 0, wrong: 0, unknown: 0 };
  eachMessage(document, (message, index) => {
    const place = { message, index };
    for (const digest of digestHeaders(message, configuration)) {
      const verdict = verifyResponse(message, digest);
      rows.push(row(input, place, digest, verdict));
      if (digest.role === 'challenge') continue;
      counts[verdict.kind === 'matches' ? 'right' : verdict.kind === 'differs' ? 'wrong' : 'unknown']++;
      if (verdict.kind !== 'differs' || causes.length >= 2 * MOST_SEARCHES) continue;
      const solved = solveCredentials(document, index, digest, configuration, input.deadline());
      causes.push(
        `- Line ${lineOf(input, place, digest)}: ${cause(solved)}`.trimEnd(),
        `  Expected \`${verdict.expected}\`.`,
      );
    }
    for (const { param: at, matches, expected, subscriber } of rspauthVerdicts(document, index, configuration)) {
      const line = String(positionOf(document, index, at.start).line + 1);
      const verdict = matches ? '✓ right' : `✗ expected ${expected}`;
      rows.push([line, nameOf(place), verdict, '', subscriber, '', 'rspauth']);
    }
  });
  if (rows.length === 0) return { refused: 'There are no Digest challenges and no Digest credentials in this file.' };
  const summary = `${counts.right} right, ${counts.wrong} wrong, ${counts.unknown} that cannot be judged.`;
  const parts = ['# Credentials', summary, alignedTable(HEAD, rows)];
  if (causes.length > 0) parts.push('## Why', causes.join('\n'));
  return { title: 'Credentials', text: `${parts.join('\n\n')}\n`, confidential: false };
}

function row(input: BenchInput, place: MessagePlace, digest: DigestHeader, verdict: ResponseVerdict): string[] {
  return [
    lineOf(input, place, digest),
    nameOf(place),
    digest.role === 'challenge' ? '' : responseWords(digest, verdict),
    nonceWords(input, digest),
    digest.subscriber?.name ?? (param(digest.params, 'username')?.value || '-'),
    param(digest.params, 'algorithm')?.value ?? 'MD5',
    digest.header.name,
  ];
}

function lineOf({ document }: BenchInput, { index }: MessagePlace, { header }: DigestHeader): string {
  return String(positionOf(document, index, header.start).line + 1);
}

function nameOf({ message }: MessagePlace): string {
  const line = startLineOf(message);
  return line?.type === 'request' ? line.method : String(line?.code ?? '');
}

function nonceWords({ configuration }: BenchInput, digest: DigestHeader): string {
  const nonce = nonceOf(digest, configuration);
  if (nonce === undefined) return '';
  if (!nonce.ok) return '✗ not an AKA nonce';
  const { opened } = nonce.view;
  if (!opened) return 'AKA, keys not known';
  if (!opened.macMatches) return '✗ MAC';
  return opened.verdict === 'accepted' ? `✓ SQN ${opened.sqn}` : `✗ SQN ${opened.sqn}: ${opened.reason ?? ''}`;
}

function responseWords(digest: DigestHeader, verdict: ResponseVerdict): string {
  const auts = autsOf(digest);
  const resynchronisation = auts?.ok && auts.macMatches ? `, auts with SQN_MS ${auts.sqnMs}` : '';
  switch (verdict.kind) {
    case 'matches':
      return `✓ right${resynchronisation}`;
    case 'differs':
      return '✗ wrong';
    case 'empty':
      return 'empty';
    case 'incomplete':
      return verdict.message;
    case 'unknown':
      return param(digest.params, 'response')?.value ? 'cannot be judged' : 'none';
  }
}

function cause(solved: SolverResult): string {
  if (solved.kind === 'explained') return solved.explanation.message;
  return solved.kind === 'unexplained' ? `None of ${solved.attempts} usual mistakes gives the written value.` : '';
}
