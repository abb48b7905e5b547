/** `sipwright flow test`: runs what `# @expect` says in files, for CI. */
import { Option } from 'commander';
import type { Configuration } from '../../common/config/configuration.ts';
import { difference, expectationsOf } from '../../common/sim/expectation.ts';
import { imsRegistration } from '../../common/sim/flows/ims-registration.ts';
import { runFlow } from '../../common/sim/run.ts';
import { parseDocument } from '../../common/syntax/document.ts';
import { positionIn } from '../../common/syntax/lines.ts';
import { startLineOf, titleOf } from '../../common/syntax/views.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader, isConfiguration } from './configuration.ts';
import { readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';
import { attribute } from './reporters/junit.ts';

interface Test {
  readonly path: string;
  /** Line of the directive, from 1. */
  readonly line: number;
  readonly label: string;
  readonly flow: string;
  readonly expected: string;
  /** Why it failed, the first sentence with both ends; empty when it passed. */
  readonly reasons: readonly string[];
}

interface Options {
  readonly config?: string;
  readonly reporter: keyof typeof REPORTERS;
}

export function runTests(args: string[], io: CliIo): number {
  const program = command('flow test', 'Runs a flow from each message with "# @expect END [FLOW]".', io)
    .argument('<file...>', 'files, folders, globs, or "-" for standard input')
    .option('--config <file>', 'use this sipwright.json instead of the nearest one')
    .addOption(new Option('--reporter <name>', 'form of the report').choices(Object.keys(REPORTERS)).default('text'))
    .addHelpText('after', HELP);
  return parseAndRun(program, args, () => testAll(program.args, program.opts<Options>(), io));
}

const HELP = `
END is the final status code (403) or one of registered, rejected, failed,
deregistered; FLOW is a flow of "flow list", ${imsRegistration.id} unless
given. Exit code 0: every run ended as expected; 1: not; 2: usage, or nothing to
run.`;

function testAll(names: readonly string[], { config, reporter }: Options, io: CliIo): number {
  const read = readInputs(names, io);
  if (!read.ok) return fail(io, read.message);
  const configurations = new ConfigurationReader(io, config);
  const tests: Test[] = [];
  for (const { path, text } of read.inputs) {
    if (isConfiguration(path) || !text.includes('@expect')) continue;
    const configuration = configurations.for(path);
    if (configuration === undefined) return fail(io, `${config}: the configuration cannot be read.`);
    tests.push(...testsOf(path, text, configuration));
  }
  if (tests.length === 0) return fail(io, 'there is no message with "# @expect" in these files.');
  io.stdout(REPORTERS[reporter](tests));
  return tests.every(passed) ? EXIT.ok : EXIT.findings;
}

function testsOf(path: string, text: string, configuration: Configuration): Test[] {
  const document = parseDocument(text);
  return document.messages.flatMap((message, index) =>
    expectationsOf(message).map(({ expected, flow = imsRegistration.id, start }): Test => {
      const line = (document.lines[index] ?? 0) + positionIn(message, start).line + 1;
      const startLine = startLineOf(message);
      const name = startLine?.type === 'request' ? startLine.method : 'message';
      const result = runFlow({ flow, message, configuration });
      return { path, line, label: titleOf(message) || name, flow, expected, reasons: reasonsOf(expected, result) };
    }),
  );
}

function reasonsOf(expected: string, result: ReturnType<typeof runFlow>): readonly string[] {
  if ('error' in result) return [result.error.message];
  const missed = difference(expected, result.outcome);
  const because = result.outcome.because.map(({ message, spec }) => `${message} (${spec})`);
  return missed === undefined ? [] : [missed, ...because];
}

function passed({ reasons }: Test): boolean {
  return reasons.length === 0;
}

function nameOf({ label, expected, flow }: Test): string {
  return `${label}: ${expected}${flow === imsRegistration.id ? '' : ` (${flow})`}`;
}

const REPORTERS = {
  text: (tests: readonly Test[]): string => {
    const lines = tests.map(test => {
      const reasons = test.reasons.map(reason => `    ${reason}\n`).join('');
      return `${passed(test) ? 'ok    ' : 'failed'} ${test.path}:${test.line}: ${nameOf(test)}\n${reasons}`;
    });
    const failures = tests.filter(test => !passed(test)).length;
    return `${lines.join('')}${tests.length - failures} of ${tests.length} ended as expected.\n`;
  },
  json: (tests: readonly Test[]): string =>
    `${JSON.stringify({ tests: tests.map(test => ({ ...test, passed: passed(test) })) }, null, 2)}\n`,
  junit: (tests: readonly Test[]): string => {
    const paths = [...new Set(tests.map(test => test.path))];
    const suites = paths.map(path =>
      suite(
        path,
        tests.filter(test => test.path === path),
      ),
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sipwright flow test">\n${suites.join('')}</testsuites>\n`;
  },
};

function suite(path: string, tests: readonly Test[]): string {
  const cases = tests.map(test => {
    const [first = '', ...others] = test.reasons;
    const place = `${path}:${test.line}: ${[first, ...others].join('\n')}`;
    const failure = `\n      <failure message="${attribute(first)}">${attribute(place)}</failure>\n    `;
    return `    <testcase name="${attribute(`${nameOf(test)} at line ${test.line}`)}" classname="${attribute(path)}">${passed(test) ? '' : failure}</testcase>\n`;
  });
  const failures = tests.filter(test => !passed(test)).length;
  return `  <testsuite name="${attribute(path)}" tests="${tests.length}" failures="${failures}">\n${cases.join('')}  </testsuite>\n`;
}
