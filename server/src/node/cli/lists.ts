/** `sipwright rules` and `sipwright headers`: everything that there is, for people and as JSON. */

import { type Command, Option } from 'commander';
import { PROFILES, type Profile } from '../../common/config/configuration.ts';
import { HEADERS, specUrl } from '../../common/registry/index.ts';
import { ALL_FINDINGS } from '../../common/rules/known.ts';
import { profilesOf, severityUnder } from '../../common/rules/ruleProfiles.ts';
import { command, parseAndRun } from './command.ts';
import { type CliIo, EXIT } from './io.ts';
import { cells, padEnd, wrap } from './terminal.ts';

/** What the last column has at least before it is broken into lines. */
const LEAST = 40;

export function runRules(args: string[], io: CliIo): number {
  const program = listCommand(
    'rules',
    'Lists the rules and the syntax errors: id, severity, clause, meaning.',
    io,
  ).addOption(
    new Option('--profile <name>', 'severities under this profile; off for rules that are silent there')
      .choices(PROFILES)
      .default('auto'),
  );
  return parseAndRun(program, args, () => {
    const { profile, json } = program.opts<{ profile: Profile; json?: true }>();
    const rows = ALL_FINDINGS.map(info => {
      const { id, spec, doc } = info;
      const profiles = profilesOf(info).map(one => one.profile);
      return { id, severity: severityUnder(profile, info), spec, url: specUrl(spec), doc, profiles };
    });
    return print(rows, row => [row.id, row.severity, row.spec, row.doc], json === true, io);
  });
}

export function runHeaders(args: string[], io: CliIo): number {
  const description = 'Lists the header fields that sipwright knows: name, compact form, clause, what it is for.';
  const program = listCommand('headers', description, io);
  return parseAndRun(program, args, () => {
    const rows = HEADERS.map(row => ({ ...row, url: specUrl(row.spec) }));
    const columns = (row: (typeof rows)[number]): readonly string[] => [
      row.name,
      row.compact ?? '',
      row.spec,
      row.status === 'registered' ? row.doc : `(${row.status}) ${row.doc}`,
    ];
    return print(rows, columns, program.opts<{ json?: true }>().json === true, io);
  });
}

function listCommand(name: string, description: string, io: CliIo): Command {
  return command(name, description, io).option('--json', 'print JSON');
}

/** Rows as a table for people, or as JSON. */
export function print<Row>(
  rows: readonly Row[],
  columns: (row: Row) => readonly string[],
  json: boolean,
  io: CliIo,
): number {
  io.stdout(json ? `${JSON.stringify(rows, undefined, 2)}\n` : table(rows.map(columns), io.columns));
  return EXIT.ok;
}

/** Columns under each other; the last one goes on in the next line in a terminal, and not in a pipe to grep. */
function table(rows: readonly (readonly string[])[], columns: number | undefined): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => cells(row[column] ?? ''))));
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  const width = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(LEAST, columns - before);
  return rows
    .map(row => {
      const head = row.slice(0, -1).map((cell, column) => `${padEnd(cell, widths[column] ?? 0)}  `);
      const last = wrap(row.at(-1) ?? '', width).replaceAll('\n', `\n${' '.repeat(before)}`);
      return `${head.join('')}${last}`.trimEnd();
    })
    .map(line => `${line}\n`)
    .join('');
}
