/** `sipwright rules` and `sipwright headers`: everything that there is, for people and as JSON. */

import { HEADERS, specUrl } from '../../common/registry/index.ts';
import { ALL_FINDINGS } from '../../common/rules/known.ts';
import { command, parseAndRun } from './command.ts';
import { type CliIo, EXIT } from './io.ts';
import { cells, padEnd, wrap } from './terminal.ts';

/** What the last column has at least before it is broken into lines. */
const LEAST = 40;

export function runRules(args: string[], io: CliIo): number {
  const rows = ALL_FINDINGS.map(({ id, severity, spec, doc }) => ({ id, severity, spec, url: specUrl(spec), doc }));
  return list({
    name: 'rules',
    description: 'Lists the rules and the syntax errors: id, severity, clause, what it is about.',
    rows,
    columns: row => [row.id, row.severity, row.spec, row.doc],
    args,
    io,
  });
}

export function runHeaders(args: string[], io: CliIo): number {
  return list({
    name: 'headers',
    description: 'Lists the header fields that sipwright knows: name, compact form, clause, what it is for.',
    rows: HEADERS.map(row => ({ ...row, url: specUrl(row.spec) })),
    columns: row => [
      row.name,
      row.compact ?? '',
      row.spec,
      row.status === 'registered' ? row.doc : `(${row.status}) ${row.doc}`,
    ],
    args,
    io,
  });
}

interface List<Row> {
  readonly name: string;
  readonly description: string;
  readonly rows: readonly Row[];
  readonly columns: (row: Row) => readonly string[];
  readonly args: readonly string[];
  readonly io: CliIo;
}

function list<Row>({ name, description, rows, columns, args, io }: List<Row>): number {
  const program = command(name, description, io).option('--json', 'print JSON');
  return parseAndRun(program, args, () => {
    if (program.opts<{ json?: true }>().json) io.stdout(`${JSON.stringify(rows, undefined, 2)}\n`);
    else io.stdout(table(rows.map(columns), io.columns));
    return EXIT.ok;
  });
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
