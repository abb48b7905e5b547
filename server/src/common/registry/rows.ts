import type { HeaderRow, HopRow, ParamRow, ValueKind, ValueRow, WhereCell, WhereRow } from './types.ts';
import { METHOD_COLUMNS } from './types.ts';

const CELLS: ReadonlySet<string> = new Set(['m', 'm*', 'o', 't', 'c', '*', '-', '?']);

function isCell(text: string): text is WhereCell {
  return CELLS.has(text);
}

/**
 * One line of a where-allowed table, as the RFC prints it: `cells` stand in the order of `METHOD_COLUMNS`
 * (ACK BYE CANCEL INVITE OPTIONS REGISTER SUBSCRIBE NOTIFY PRACK INFO UPDATE MESSAGE REFER PUBLISH), separated by blanks.
 * Missing cells are `?`.
 */
export function row(where: string, proxy: string, cells: string, spec: string, policy?: string): WhereRow {
  const given = cells.split(' ').filter(cell => cell !== '');
  const parsed = METHOD_COLUMNS.map((_, column): WhereCell => {
    const cell = given[column];
    return cell !== undefined && isCell(cell) ? cell : '?';
  });
  return policy === undefined ? { where, proxy, cells: parsed, spec } : { where, proxy, cells: parsed, spec, policy };
}

/** One parameter; `more` carries what is special about it. */
export function param(
  name: string,
  value: ValueKind,
  doc: string,
  spec: string,
  more: Omit<Partial<ParamRow>, 'name' | 'value' | 'doc' | 'spec'> = {},
): ParamRow {
  return { name, value, doc, spec, ...more };
}

/** Registered values that share one clause: `[value, meaning]`. */
export function values(spec: string, rows: readonly (readonly [value: string, doc: string])[]): readonly ValueRow[] {
  return rows.map(([value, doc]) => ({ value, doc, spec }));
}

/** A header of the IANA registry; the fields that most rows share are filled in. */
export function header(
  row: Omit<HeaderRow, 'status' | 'list'> & Partial<Pick<HeaderRow, 'status' | 'list'>>,
): HeaderRow {
  return { status: 'registered', list: 'single', ...row };
}

/** Where one hop narrows the table: cells in `METHOD_COLUMNS` order, `m` `o` `x`, `.` where the source is silent. */
export function hop(name: HopRow['hop'], where: string, cells: string, spec: string): readonly HopRow[] {
  const given = cells.split(' ').filter(cell => cell !== '');
  const rows: HopRow[] = [];
  for (const cell of ['m', 'o', 'x'] as const) {
    const methods = METHOD_COLUMNS.filter((_, column) => given[column] === cell);
    if (methods.length > 0) rows.push({ hop: name, methods, where, cell, spec });
  }
  return rows;
}
