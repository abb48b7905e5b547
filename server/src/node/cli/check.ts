/** `sipwright check`: the editor's findings, for people and for machines. */

import { Option } from 'commander';
import { findingRows } from '../../common/features/diagnostics.ts';
import type { Severity } from '../../common/rules/rule.ts';
import { runRules } from '../../common/rules/run.ts';
import { parseDocument } from '../../common/syntax/document.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader, isConfiguration } from './configuration.ts';
import { readInputs } from './inputs.ts';
import { type CliIo, EXIT, hasColour } from './io.ts';
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
  if (!read.ok) return fail(io, read.message);
  const files: CheckedFile[] = [];
  // A finding in a configuration stands before those of the first file that uses it.
  const configurations = new ConfigurationReader(io, options.config, file => files.push({ ...file, text: undefined }));
  for (const { path, text } of read.inputs) {
    const configuration = configurations.for(path);
    if (!configuration) return fail(io, `${options.config}: the configuration cannot be read.`);
    if (isConfiguration(path)) {
      if (!files.some(file => file.path === path)) files.push({ path, text: undefined, findings: [] });
      continue;
    }
    const document = parseDocument(text);
    const findings = runRules(document, configuration, line => io.stderr(`sipwright: ${line}\n`));
    files.push({ path, text, findings: findingRows(document, findings) });
  }
  const report = summarise(files);
  io.stdout(REPORTERS[options.reporter](report, { colour: hasColour(io), columns: io.columns }));
  const limit = options.maxSeverity === 'none' ? SEVERITIES.length : SEVERITIES.indexOf(options.maxSeverity);
  return SEVERITIES.slice(0, limit).some(severity => report.summary[severity] > 0) ? EXIT.findings : EXIT.ok;
}

function summarise(files: readonly CheckedFile[]): CheckReport {
  const summary = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const file of files) for (const finding of file.findings) summary[finding.severity]++;
  return { files, summary };
}
