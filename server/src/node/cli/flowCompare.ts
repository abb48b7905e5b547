/** `sipwright flow compare`: two runs step by step, two flows or one without and with a fault. */
import { compareRuns } from '../../common/sim/compare.ts';
import { type Run, simulate } from '../../common/sim/run.ts';
import { outcomeText, reasonText } from '../../common/trace/reasons.ts';
import { command, parseAndRun } from './command.ts';
import { ConfigurationReader } from './configuration.ts';
import { faultOf, placeOf, readSource } from './flowSource.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly from?: string;
  readonly config?: string;
  readonly fault: readonly string[];
}

export function compareFlows(args: string[], io: CliIo): number {
  const program = command('flow compare', 'Runs two flows and shows which steps only one of them has.', io)
    .argument('<id>', 'a flow; "flow list" names them')
    .argument('[other]', 'another flow; the same one when left out')
    .option('--from <file[:index]>', 'start both from a REGISTER of this file')
    .option('--config <file>', 'use this sipwright.json instead of the nearest one')
    .option(
      '--fault <name[=value]>',
      'a fault of the second run; may be repeated',
      (value: string, all: readonly string[]) => [...all, value],
      [],
    )
    .addHelpText('after', '\nExit code 0: every step is the same; 1: some differ; 2: usage or failure.');
  return parseAndRun(program, args, () => {
    const [left = '', right = left] = program.args;
    return compare([left, right], program.opts<Options>(), io);
  });
}

function compare([left, right]: readonly [string, string], options: Options, io: CliIo): number {
  const fail = (message: string): number => {
    io.stderr(`sipwright: ${message}\n`);
    return EXIT.usage;
  };
  const source = options.from === undefined ? undefined : readSource(options.from, io);
  if (typeof source === 'string') return fail(source);
  const configuration = new ConfigurationReader(io, options.config).for(source?.path ?? '-');
  if (configuration === undefined) return fail(`${options.config}: the configuration cannot be read.`);
  const request = { message: source?.message, configuration };
  const runs = [
    simulate({ ...request, flow: left }),
    simulate({ ...request, flow: right, faults: options.fault.map(faultOf) }),
  ];
  const done: Run[] = [];
  for (const run of runs) {
    if ('error' in run) {
      const { message, range, config } = run.error;
      const place = source !== undefined && range !== undefined ? `${placeOf(source, range.start)}: ` : '';
      return fail(`${place}${message}${config === undefined ? '' : ` (${config})`}`);
    }
    done.push(run);
  }
  const [a, b] = done;
  return a === undefined || b === undefined ? EXIT.usage : show(a, b, io);
}

/** A line each: `  ` in both, `- ` only in the first, `+ ` only in the second, with the numbers of the events. */
function show(a: Run, b: Run, io: CliIo): number {
  const steps = compareRuns(a.result, b.result);
  const number = (n: number | undefined): string => String(n ?? '').padStart(4);
  const lines = steps.map(({ step, left, right }) => {
    const mark = left === undefined ? '+' : right === undefined ? '-' : ' ';
    return `${mark} ${number(left)} ${number(right)}  ${step}`;
  });
  const ends = [a, b].flatMap(({ result }, i) => [
    `${i === 0 ? '-' : '+'} ${result.title}: ${outcomeText(result.outcome)}`,
    ...result.outcome.because.map(reason => `    ${reasonText(reason)}`),
  ]);
  io.stdout(`${[...lines, '', ...ends].join('\n')}\n`);
  return steps.every(one => one.left !== undefined && one.right !== undefined) ? EXIT.ok : EXIT.findings;
}
