/** `sipwright fix`: applies the repairs that are certain, as the editor's "fix all" does. */

import { resolve } from 'node:path';
import type { Configuration } from '../../common/config/configuration.ts';
import { applyFixes } from '../../common/features/fixAll.ts';
import { runRules } from '../../common/rules/run.ts';
import { parseDocument } from '../../common/syntax/document.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader, isConfiguration } from './configuration.ts';
import { type Input, readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly check?: true;
  readonly config?: string;
}

/** A repair can uncover another one; this many rounds are enough for any chain that ends. */
const ROUNDS = 10;

const BYTE_ORDER_MARK = '\ufeff';

export function runFix(args: string[], io: CliIo): number {
  const program = command('fix', 'Applies the repairs that are certain. "-" prints the repaired text.', io)
    .argument('<file...>', 'files, folders, globs, or "-" for standard input')
    .option('--check', 'change nothing; exit 1 if something would change')
    .option('--config <file>', 'use this sipwright.json instead of the nearest one');
  return parseAndRun(program, args, () => fix(program.args, program.opts<Options>(), io));
}

function fix(names: readonly string[], options: Options, io: CliIo): number {
  const read = readInputs(names, io);
  if (!read.ok) return fail(io, read.message);
  const inputs = read.inputs.filter(({ path }) => !isConfiguration(path));
  const spoilt = inputs.find(input => lossless(input) === undefined);
  if (spoilt) return fail(io, `${spoilt.path}: the file is not UTF-8, so nothing was changed.`);
  const configurations = new ConfigurationReader(io, options.config);
  let changed = 0;
  for (const input of inputs) {
    const { path } = input;
    const configuration = configurations.for(path);
    if (!configuration) return fail(io, `${options.config}: the configuration cannot be read.`);
    const { text, fixes } = repair(input.text, configuration);
    const output = `${lossless(input) ?? ''}${text}`;
    if (path === '-' && !options.check) io.stdout(output);
    if (fixes === 0) continue;
    changed++;
    if (path !== '-' && !options.check && !io.writeFile(resolve(io.cwd, path), output)) {
      return fail(io, `${path}: the file cannot be written.`);
    }
    io.stderr(`${path}: ${fixes} ${fixes === 1 ? 'repair' : 'repairs'}${options.check ? ' to make' : ''}\n`);
  }
  if (changed === 0) io.stderr(`${inputs.length} ${inputs.length === 1 ? 'file' : 'files'}: nothing to repair\n`);
  return options.check && changed > 0 ? EXIT.findings : EXIT.ok;
}

/**
 * The byte order mark that must be written back before the text, or nothing; undefined when the octets are not UTF-8,
 * so that writing the text would change more than the repairs.
 */
function lossless({ octets, text }: Input): string | undefined {
  const encoded = Buffer.from(text, 'utf8');
  if (encoded.equals(octets)) return '';
  return Buffer.from(BYTE_ORDER_MARK + text, 'utf8').equals(octets) ? BYTE_ORDER_MARK : undefined;
}

/** Applies the repairs again and again, until nothing is left to do. */
function repair(text: string, configuration: Configuration): { readonly text: string; readonly fixes: number } {
  let current = text;
  let fixes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const document = parseDocument(current);
    const applied = applyFixes(document, runRules(document, configuration));
    if (applied.fixes === 0) break;
    current = applied.text;
    fixes += applied.fixes;
  }
  return { text: current, fixes };
}
