/** `sipwright anonymise`: the same messages with other people and other networks, to be shown to others. */

import { anonymiseDocument } from '../../common/features/anonymise.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader } from './configuration.ts';
import { readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly seed?: string;
  readonly config?: string;
}

/** Seeds are what a 32-bit generator tells apart. */
const GREATEST_SEED = 0xffffffff;

export function runAnonymise(args: string[], io: CliIo): number {
  const program = command(
    'anonymise',
    'Prints a .sip file with other identities, numbers, domains and addresses, each the same wherever it stands. ' +
      'Digest responses are computed again where sipwright.json has the keys.',
    io,
  )
    .argument('<file>', 'a .sip file, or "-" for standard input')
    .option('--seed <number>', 'another seed gives other stand-ins (default: the seed of sipwright.json)')
    .option('--config <file>', 'use this sipwright.json instead of the nearest one');
  return parseAndRun(program, args, () => anonymiseFile(program.args.slice(0, 1), program.opts<Options>(), io));
}

function anonymiseFile(names: readonly string[], options: Options, io: CliIo): number {
  const seed = options.seed === undefined ? undefined : Number(options.seed);
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0 && seed <= GREATEST_SEED)) {
    return fail(io, `--seed must be a whole number from 0 to ${GREATEST_SEED}.`);
  }
  const read = readInputs(names, io);
  if (!read.ok) return fail(io, read.message);
  const [input, second] = read.inputs;
  if (!input || second) return fail(io, 'anonymise takes one file.');
  const configuration = new ConfigurationReader(io, options.config).for(input.path);
  if (!configuration) return fail(io, `${options.config}: the configuration cannot be read.`);
  const { text, notes } = anonymiseDocument(input.text, configuration, seed ?? configuration.seed);
  io.stdout(text);
  for (const note of notes) io.stderr(`${input.path}: ${note}\n`);
  return EXIT.ok;
}
