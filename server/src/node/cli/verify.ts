/**
 * `sipwright verify`: whether the digest and AKA responses of files are right, for subscribers whose keys the
 * configuration has. It stands beside `check`, since rules never read a secret.
 */

import type { Configuration } from '../../common/config/configuration.ts';
import { rspauthVerdicts } from '../../common/features/authenticationInfo.ts';
import { digestHeaders, nonceOf, verifyResponse } from '../../common/features/credentials.ts';
import { rangeAt } from '../../common/features/locate.ts';
import { parseDocument, type SipDocument } from '../../common/syntax/document.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader } from './configuration.ts';
import { readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';

/** What was found at an offset of its message. */
interface Verdict {
  readonly at: number;
  readonly right: boolean;
  readonly text: string;
}

export function runVerify(args: string[], io: CliIo): number {
  const program = command(
    'verify',
    'Computes the responses of Digest and AKA again, with the keys in sipwright.json, and says which are wrong.',
    io,
  )
    .argument('<file...>', 'files, folders, globs, or "-" for standard input')
    .option('--config <file>', 'use this sipwright.json instead of the nearest one');
  return parseAndRun(program, args, () => verify(program.args, program.opts<{ readonly config?: string }>(), io));
}

function verify(names: readonly string[], options: { readonly config?: string }, io: CliIo): number {
  const read = readInputs(names, io);
  if (!read.ok) return fail(io, read.message);
  const configurations = new ConfigurationReader(io, options.config);
  const counts = { right: 0, wrong: 0 };
  for (const { path, text } of read.inputs) {
    const configuration = configurations.for(path);
    if (!configuration) return fail(io, `${options.config}: the configuration cannot be read.`);
    const document = parseDocument(text);
    for (const index of document.messages.keys()) {
      for (const { at, right, text: said } of verdictsOf(document, index, configuration)) {
        counts[right ? 'right' : 'wrong']++;
        io.stdout(
          `${path}:${rangeAt(document, index, { start: at, end: at }).start.line + 1}: ${right ? 'right' : 'WRONG'}: ${said}\n`,
        );
      }
    }
  }
  const nothing = 'nothing to verify: no answer to a challenge is of a subscriber whose keys are configured';
  io.stdout(`${counts.right + counts.wrong === 0 ? nothing : `${counts.right} right, ${counts.wrong} wrong`}\n`);
  return counts.wrong > 0 ? EXIT.findings : EXIT.ok;
}

function verdictsOf(document: SipDocument, index: number, configuration: Configuration): readonly Verdict[] {
  const message = document.messages[index];
  if (message === undefined || configuration.subscribers.length === 0) return [];
  const own = digestHeaders(message, configuration).flatMap((digest): Verdict[] => {
    const nonce = nonceOf(digest, configuration);
    const opened = digest.role === 'challenge' && nonce?.ok === true ? nonce.view.opened : undefined;
    if (nonce?.ok === true && opened !== undefined) {
      const text = `MAC of AUTN, by the key of ${opened.subscriber}`;
      return [{ at: nonce.view.param.start, right: opened.macMatches, text }];
    }
    const verdict = verifyResponse(message, digest);
    if (verdict.kind === 'incomplete') {
      return [{ at: digest.header.start, right: false, text: verdict.message }];
    }
    if (verdict.kind !== 'matches' && verdict.kind !== 'differs') return [];
    const right = verdict.kind === 'matches';
    const expected = right ? '' : `; expected ${verdict.expected}`;
    return [{ at: verdict.param.start, right, text: `response of ${verdict.subscriber}${expected}` }];
  });
  const server = rspauthVerdicts(document, index, configuration).map(verdict => {
    const expected = verdict.matches ? '' : `; expected ${verdict.expected}`;
    return { at: verdict.param.start, right: verdict.matches, text: `rspauth to ${verdict.subscriber}${expected}` };
  });
  return [...own, ...server];
}
