/** What `fix` and `format` share: files are read, rewritten and written back, or only counted with `--check`. */

import { resolve } from 'node:path';
import type { Configuration } from '../../common/config/configuration.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader, isConfiguration } from './configuration.ts';
import { type Input, readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly check?: true;
  readonly config?: string;
}

export interface Rewriter {
  readonly name: string;
  readonly description: string;
  /** What the changes are called, and what is said when there are none. */
  readonly words: { readonly one: string; readonly many: string; readonly none: string };
  rewrite(text: string, configuration: Configuration): { readonly text: string; readonly changes: number };
}

const BYTE_ORDER_MARK = '\ufeff';

export function rewriteFiles(args: string[], io: CliIo, rewriter: Rewriter): number {
  const program = command(rewriter.name, rewriter.description, io)
    .argument('<file...>', 'files, folders, globs, or "-" for standard input')
    .option('--check', 'change nothing; exit 1 if something would change')
    .option('--config <file>', 'use this sipwright.json instead of the nearest one');
  return parseAndRun(program, args, () => rewriteAll(program.args, program.opts<Options>(), io, rewriter));
}

function rewriteAll(names: readonly string[], options: Options, io: CliIo, { words, rewrite }: Rewriter): number {
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
    const { text, changes } = rewrite(input.text, configuration);
    const output = `${lossless(input) ?? ''}${text}`;
    if (path === '-' && !options.check) io.stdout(output);
    if (changes === 0) continue;
    changed++;
    if (path !== '-' && !options.check && !io.writeFile(resolve(io.cwd, path), output)) {
      return fail(io, `${path}: the file cannot be written.`);
    }
    io.stderr(`${path}: ${changes} ${changes === 1 ? words.one : words.many}${options.check ? ' to make' : ''}\n`);
  }
  if (changed === 0) io.stderr(`${inputs.length} ${inputs.length === 1 ? 'file' : 'files'}: ${words.none}\n`);
  return options.check && changed > 0 ? EXIT.findings : EXIT.ok;
}

/**
 * The byte order mark that must be written back before the text, or nothing; undefined when the octets are not UTF-8,
 * so that writing the text would change more than what was asked for.
 */
function lossless({ octets, text }: Input): string | undefined {
  const encoded = Buffer.from(text, 'utf8');
  if (encoded.equals(octets)) return '';
  return Buffer.from(BYTE_ORDER_MARK + text, 'utf8').equals(octets) ? BYTE_ORDER_MARK : undefined;
}
