/** `sipwright rules` and `sipwright headers`: everything that there is, for people and as JSON. */

import { HEADERS, specUrl } from '../../common/registry/index.ts';
import { ALL_FINDINGS } from '../../common/rules/known.ts';
import { command, parseAndRun } from './command.ts';
import { type CliIo, EXIT } from './io.ts';

export function runRules(args: string[], io: CliIo): number {
  const rows = ALL_FINDINGS.map(({ id, severity, spec, doc }) => ({ id, severity, spec, url: specUrl(spec), doc }));
  return list(
    'rules',
    'Lists the rules and syntax errors.',
    rows,
    row => [row.id, row.severity, row.spec, row.doc],
    args,
    io,
  );
}

export function runHeaders(args: string[], io: CliIo): number {
  const rows = HEADERS.map(row => ({ ...row, url: specUrl(row.spec) }));
  const columns = (row: (typeof rows)[number]): string[] => [
    row.compact ? `${row.name} (${row.compact})` : row.name,
    row.status,
    row.spec,
    row.doc,
  ];
  return list('headers', 'Lists the header fields that sipwright knows.', rows, columns, args, io);
}

function list<Row>(
  name: string,
  description: string,
  rows: readonly Row[],
  columns: (row: Row) => readonly string[],
  args: readonly string[],
  io: CliIo,
): number {
  const program = command(name, description, io).option('--json', 'print JSON');
  return parseAndRun(program, args, () => {
    if (program.opts<{ json?: true }>().json) io.stdout(`${JSON.stringify(rows, undefined, 2)}\n`);
    else io.stdout(table(rows.map(columns)));
    return EXIT.ok;
  });
}

/** Columns under each other; the last one may be long. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(cells => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column < cells.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  ');
  return rows.map(cells => `${line(cells).trimEnd()}\n`).join('');
}
