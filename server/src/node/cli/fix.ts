/** `sipwright fix`: applies the repairs that are certain, as the editor's "fix all" does. */

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from '../../common/config/configuration.ts';
import { runRules } from '../../common/rules/run.ts';
import { documentText, parseDocument } from '../../common/syntax/document.ts';
import { command, parseAndRun } from './command.ts';
import { ConfigurationReader } from './configuration.ts';
import { readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly check?: true;
  readonly config?: string;
}

/** A repair can uncover another one; this many rounds are enough for any chain that ends. */
const ROUNDS = 10;

export function runFix(args: string[], io: CliIo): number {
  const program = command('fix', 'Applies the repairs that are certain. "-" prints the repaired text.', io)
    .argument('<file...>', 'files, folders, globs, or "-" for standard input')
    .option('--check', 'change nothing; exit 1 if something would change')
    .option('--config <file>', 'use this sipwright.json instead of the nearest one');
  return parseAndRun(program, args, () => fix(program.args, program.opts<Options>(), io));
}

function fix(names: readonly string[], options: Options, io: CliIo): number {
  const read = readInputs(names, io);
  if (!read.ok) {
    io.stderr(`sipwright: ${read.message}\n`);
    return EXIT.usage;
  }
  const configurations = new ConfigurationReader(io, options.config);
  let changed = 0;
  for (const { path, text } of read.inputs) {
    const configuration = configurations.for(path);
    if (!configuration) {
      io.stderr(`sipwright: ${options.config}: the configuration cannot be read.\n`);
      return EXIT.usage;
    }
    const { text: repaired, fixes } = repair(text, configuration);
    if (path === '-' && !options.check) io.stdout(repaired);
    if (fixes === 0) continue;
    changed++;
    if (path !== '-' && !options.check) writeFileSync(resolve(io.cwd, path), repaired);
    io.stderr(`${path}: ${fixes} ${fixes === 1 ? 'repair' : 'repairs'}${options.check ? ' to make' : ''}\n`);
  }
  return options.check && changed > 0 ? EXIT.findings : EXIT.ok;
}

/** Applies fixes that do not overlap, and again, until nothing is left to do. */
function repair(text: string, configuration: Configuration): { readonly text: string; readonly fixes: number } {
  let current = text;
  let fixes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const document = parseDocument(current);
    const { byMessage } = runRules(document, configuration);
    let applied = 0;
    const pieces = document.messages.map((message, index) => {
      let result = message.text;
      let limit = Number.POSITIVE_INFINITY;
      const certain = (byMessage[index] ?? []).flatMap(finding => (finding.fix ? [finding.fix] : []));
      // From the end, so that the offsets before stay right.
      const ordered = certain
        .map(one => [...one.edits].sort((a, b) => b.start - a.start))
        .sort((a, b) => (b[0]?.start ?? 0) - (a[0]?.start ?? 0));
      for (const edits of ordered) {
        if (edits.some(edit => edit.end > limit || (edit.end === limit && edit.start === edit.end))) continue;
        for (const edit of edits) result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
        limit = edits.at(-1)?.start ?? limit;
        applied++;
      }
      return result;
    });
    if (applied === 0) return { text: documentText(document), fixes };
    fixes += applied;
    current = pieces.join('');
  }
  return { text: current, fixes };
}
