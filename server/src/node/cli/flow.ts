/** `sipwright flow`: lists the flows of the simulator and runs one. */

import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { FAULTS } from '../../common/sim/faultRows.ts';
import { FLOWS } from '../../common/sim/flows/index.ts';
import { type Run, simulate } from '../../common/sim/run.ts';
import { hopText } from '../../common/trace/hopChanges.ts';
import { ladder } from '../../common/trace/ladder.ts';
import { mermaid } from '../../common/trace/mermaid.ts';
import { pcapng, wiresharkEspKeys } from '../../common/trace/pcapng.ts';
import { svg } from '../../common/trace/svg.ts';
import { transcript } from '../../common/trace/transcript.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader } from './configuration.ts';
import { compareFlows } from './flowCompare.ts';
import { endedAsExpected, faultOf, placeOf, readSource } from './flowSource.ts';
import { runTests } from './flowTest.ts';
import { type CliIo, EXIT } from './io.ts';
import { print } from './lists.ts';

const USAGE = `Usage: sipwright flow SUBCOMMAND [ARGUMENTS]

  list     list the flows
  run      run a flow, offline and with a virtual clock
  compare  run two flows and show which steps differ
  test     run what "# @expect" says in files
  serve    answer real UEs as P-CSCF, I-CSCF, S-CSCF and HSS
  send     register at a real registrar

"sipwright flow SUBCOMMAND --help" explains a subcommand.
`;

/** Flows of the simulator, and the two that talk to other programs. */
export async function runFlow(args: string[], io: CliIo): Promise<number> {
  const [name, ...rest] = args;
  // Loaded here only: the other two need no sockets.
  if (name === 'serve') return (await import('./flowServe.ts')).runServe(rest, io);
  if (name === 'send') return (await import('./flowSend.ts')).runSend(rest, io);
  return runFlowCommand(args, io);
}

/** `list`, `run`, `compare` and `test`: offline, and over when it returns. */
export function runFlowCommand(args: string[], io: CliIo): number {
  const [name, ...rest] = args;
  if (name === 'list') return listFlows(rest, io);
  if (name === 'run') return runOne(rest, io);
  if (name === 'test') return runTests(rest, io);
  if (name === 'compare') return compareFlows(rest, io);
  const isHelp = name === '--help' || name === '-h';
  if (name !== undefined && !isHelp)
    return fail(io, `there is no "flow ${name}". "sipwright flow --help" lists what there is.`);
  (isHelp ? io.stdout : io.stderr)(USAGE);
  return isHelp ? EXIT.ok : EXIT.usage;
}

function listFlows(args: string[], io: CliIo): number {
  const program = command('flow list', 'Lists the flows that can be run.', io).option('--json', 'print JSON');
  return parseAndRun(program, args, () => {
    const rows = FLOWS.map(({ id, title, spec, description }) => ({ id, title, spec, description }));
    const columns = ({ id, title, spec }: (typeof rows)[number]): readonly string[] => [id, `${title} (${spec})`];
    return print(rows, columns, program.opts<{ json?: true }>().json === true, io);
  });
}

type Reporter = 'text' | 'json' | 'state' | 'sip' | 'svg' | 'mermaid' | 'pcapng';

const REPORTERS: {
  readonly [reporter in Reporter]: (run: Run, hasKeys: boolean) => string | Uint8Array;
} = {
  text: ({ result }) => ladder(result),
  json: ({ result }) => `${JSON.stringify(result, null, 2)}\n`,
  state: ({ result }) => `${JSON.stringify(result.state, null, 2)}\n`,
  sip: ({ result }) => transcript(result).text,
  svg: ({ result }) => svg(result),
  mermaid: ({ result }) => mermaid(result),
  pcapng: ({ result, packets }, hasKeys) => pcapng(result, packets, hasKeys),
};

interface Options {
  readonly from?: string;
  readonly config?: string;
  readonly fault: readonly string[];
  readonly seed?: string;
  readonly until?: string;
  readonly reporter: Reporter;
  readonly output?: string;
  readonly espKeys?: string;
  readonly hops?: true;
}

function runOne(args: string[], io: CliIo): number {
  const program = command('flow run', 'Runs a flow, offline and with a virtual clock.', io)
    .argument('<id>', 'a flow; "flow list" names them')
    .option(
      '--from <file[:index]>',
      'start from a REGISTER of this file: its first, or the one of this number (from 1)',
    )
    .option('--config <file>', 'use this sipwright.json instead of the nearest one')
    .option(
      '--fault <name[=value]>',
      'a fault to inject; may be repeated',
      (value: string, all: readonly string[]) => [...all, value],
      [],
    )
    .option('--seed <n>', 'seed of the generated values')
    .option(
      '--until <n>',
      'stop after the event of this number; the reporter "state" shows what every actor knows then',
    )
    .addOption(new Option('--reporter <name>', 'form of the result').choices(Object.keys(REPORTERS)).default('text'))
    .option(
      '--hops',
      'show what each role changed in the messages that pass it, with the clause, in place of the text ladder',
    )
    .option('-o, --output <file>', 'write the result to this file; pcapng needs it')
    .option(
      '--esp-keys <file>',
      'write the keys of the associations as a table for Wireshark (esp_sa); a secret of the run',
    )
    .addHelpText('after', ({ command }) => afterRun(command));
  return parseAndRun(program, args, () => run(program.args[0] ?? '', program.opts<Options>(), io));
}

/** Faults, one below the other, within the width of the help above. */
function afterRun(program: Command): string {
  const help = program.createHelp();
  const width = program.configureHelp().helpWidth ?? Number.POSITIVE_INFINITY;
  const faults = FAULTS.map(({ name, value, title }) => {
    const text = help.boxWrap(value === undefined ? title : `${title} Value: ${value}.`, width - 6);
    return `  ${name}${value === undefined ? '' : '=…'}\n      ${text.replaceAll('\n', '\n      ')}\n`;
  });
  return `
Faults:
${faults.join('')}
Exit code 0: ended as expected (registered, or "# @expect CODE");
1: not; 2: usage or failure.`;
}

function run(flow: string, options: Options, io: CliIo): number {
  const source = options.from === undefined ? undefined : readSource(options.from, io);
  if (typeof source === 'string') return fail(io, source);
  const configuration = new ConfigurationReader(io, options.config).for(source?.path ?? '-');
  if (configuration === undefined) return fail(io, `${options.config}: the configuration cannot be read.`);
  const seed = options.seed === undefined ? undefined : Number(options.seed);
  if (seed !== undefined && !Number.isSafeInteger(seed))
    return fail(io, `--seed ${options.seed}: a whole number is needed.`);
  const untilEvent = options.until === undefined ? undefined : Number(options.until);
  if (untilEvent !== undefined && !(Number.isSafeInteger(untilEvent) && untilEvent > 0))
    return fail(io, `--until ${options.until}: the number of an event is needed.`);
  const faults = options.fault.map(faultOf);
  const found = simulate({ flow, message: source?.message, configuration, seed, faults, limits: { untilEvent } });
  if ('error' in found) {
    const { message, range, config } = found.error;
    const place = source !== undefined && range !== undefined ? `${placeOf(source, range.start)}: ` : '';
    return fail(io, `${place}${message}${config === undefined ? '' : ` (${config})`}`);
  }
  const written = write(found, options, io);
  if (written !== undefined) return fail(io, written);
  return untilEvent !== undefined || endedAsExpected(found.result, source?.message) ? EXIT.ok : EXIT.findings;
}

/** Undefined when all is written, else one sentence why not. */
function write(run: Run, options: Options, io: CliIo): string | undefined {
  // Who asks for the keys of the associations gets those of the core in the capture, too.
  const isHops = options.hops === true && options.reporter === 'text';
  const content = isHops ? hopText(run.result) : REPORTERS[options.reporter](run, options.espKeys !== undefined);
  const writeFile = (path: string, octets: Uint8Array | string): string | undefined =>
    io.writeFile(resolve(io.cwd, path), octets) ? undefined : `${path}: the file cannot be written.`;
  const keys = options.espKeys === undefined ? undefined : writeFile(options.espKeys, wiresharkEspKeys(run.packets));
  if (keys !== undefined) return keys;
  if (options.output !== undefined) return writeFile(options.output, content);
  if (typeof content !== 'string') return 'pcapng is no text: name a file with -o.';
  io.stdout(content);
  return undefined;
}
