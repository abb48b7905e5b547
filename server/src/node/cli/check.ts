/** `sipwright check`: the editor's findings, for people and for machines. */

import { Option } from 'commander';
import { PROFILES, type Profile } from '../../common/config/configuration.ts';
import type { Severity } from '../../common/rules/rule.ts';
import { type Checked, checkTogether, configurationFile, SipFile } from './checkFiles.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader, isConfiguration, withProfile } from './configuration.ts';
import { readInputs } from './inputs.ts';
import { type CliIo, EXIT, hasColour } from './io.ts';
import { REPORTERS, type ReporterName } from './reporters/index.ts';
import { type CheckedFile, type CheckReport, SEVERITIES } from './reporters/report.ts';

interface Options {
  readonly reporter: ReporterName;
  readonly config?: string;
  readonly maxSeverity: Severity | 'none';
  readonly profile?: Profile;
}

export function runCheck(args: string[], io: CliIo): number {
  const program = command('check', 'Checks .sip files: syntax, header placement, cross-message rules.', io)
    .argument('<file...>', 'files, folders, globs, or "-" for standard input')
    .addOption(new Option('--reporter <name>', 'form of the report').choices(Object.keys(REPORTERS)).default('text'))
    .option('--config <file>', 'use this sipwright.json instead of the nearest one')
    .addOption(new Option('--profile <name>', 'use this profile whatever sipwright.json says').choices(PROFILES))
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
  const files: Checked[] = [];
  // A rule that throws may do so in each file; one line says it.
  const log = new Set<string>();
  // A finding in a configuration stands before those of the first file that uses it.
  const configurations = new ConfigurationReader(io, options.config, file => files.push(configurationFile(file)));
  const profiled = withProfile(options.profile);
  for (const { path, text } of read.inputs) {
    const configuration = configurations.for(path);
    if (!configuration) return fail(io, `${options.config}: the configuration cannot be read.`);
    if (isConfiguration(path)) {
      if (!files.some(file => file.path === path)) files.push(configurationFile({ path, findings: [] }));
      continue;
    }
    files.push(new SipFile(path, text, profiled(configuration), line => log.add(line)));
  }
  for (const line of log) io.stderr(`sipwright: ${line}\n`);
  const report = summarise(checkTogether(files));
  io.stdout(REPORTERS[options.reporter](report, { colour: hasColour(io), columns: io.columns }));
  const limit = options.maxSeverity === 'none' ? SEVERITIES.length : SEVERITIES.indexOf(options.maxSeverity);
  return SEVERITIES.slice(0, limit).some(severity => report.summary[severity] > 0) ? EXIT.findings : EXIT.ok;
}

function summarise(files: readonly CheckedFile[]): CheckReport {
  const summary = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const file of files) for (const finding of file.findings) summary[finding.severity]++;
  return { files, summary };
}
