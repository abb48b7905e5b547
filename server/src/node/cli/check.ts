/** `sipwright check`: the editor's findings, for people and for machines. */

import { Option } from 'commander';
import { type FindingRow, findingRows } from '../../common/features/diagnostics.ts';
import type { Severity } from '../../common/rules/rule.ts';
import { runRules } from '../../common/rules/run.ts';
import { parseDocument } from '../../common/syntax/document.ts';
import { command, parseAndRun } from './command.ts';
import { ConfigurationReader } from './configuration.ts';
import { type Input, readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';
import { REPORTERS, type ReporterName } from './reporters/index.ts';
import { type CheckedFile, type CheckReport, SEVERITIES } from './reporters/report.ts';

interface Options {
  readonly reporter: ReporterName;
  readonly config?: string;
  readonly maxSeverity: Severity | 'none';
}

export function runCheck(args: string[], io: CliIo): number {
  const program = command('check', 'Checks .sip files: syntax, header placement, cross-message rules.', io)
    .argument('<file...>', 'files, folders, globs, or "-" for standard input')
    .addOption(new Option('--reporter <name>', 'form of the report').choices(Object.keys(REPORTERS)).default('text'))
    .option('--config <file>', 'use this sipwright.json instead of the nearest one')
    .addOption(
      new Option('--max-severity <severity>', 'exit 1 only for findings above this severity')
        .choices(['none', ...[...SEVERITIES].reverse()])
        .default('warning'),
    );
  return parseAndRun(program, args, () => check(program.args, program.opts<Options>(), io));
}

function check(names: readonly string[], options: Options, io: CliIo): number {
  const read = readInputs(names, io);
  if (!read.ok) {
    io.stderr(`sipwright: ${read.message}\n`);
    return EXIT.usage;
  }
  const configurations = new ConfigurationReader(io, options.config);
  const files: CheckedFile[] = [];
  for (const input of read.inputs) {
    const findings = findingsOf(input, configurations, io);
    if (!findings) {
      io.stderr(`sipwright: ${options.config}: the configuration cannot be read.\n`);
      return EXIT.usage;
    }
    files.push({ path: input.path, text: input.text, findings });
  }
  const report = summarise(files);
  io.stdout(REPORTERS[options.reporter](report, { colour: hasColour(io) }));
  const limit = options.maxSeverity === 'none' ? SEVERITIES.length : SEVERITIES.indexOf(options.maxSeverity);
  return SEVERITIES.slice(0, limit).some(severity => report.summary[severity] > 0) ? EXIT.findings : EXIT.ok;
}

function findingsOf(input: Input, configurations: ConfigurationReader, io: CliIo): readonly FindingRow[] | undefined {
  const configuration = configurations.for(input.path);
  if (!configuration) return undefined;
  const document = parseDocument(input.text);
  return findingRows(
    document,
    runRules(document, configuration, line => io.stderr(`sipwright: ${line}\n`)),
  );
}

function summarise(files: readonly CheckedFile[]): CheckReport {
  const summary = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const file of files) for (const finding of file.findings) summary[finding.severity]++;
  return { files, summary };
}

/** Colours only for a person at a terminal (no-color.org). */
function hasColour(io: CliIo): boolean {
  if (io.env('NO_COLOR')) return false;
  return Boolean(io.env('FORCE_COLOR')) || process.stdout.isTTY === true;
}
