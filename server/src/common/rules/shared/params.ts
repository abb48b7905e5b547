/** Every parameter of a message beside what the registry says about it. */

import { nearest, remembered } from '../../registry/nearest.ts';
import type { HeaderRow, ParamRow } from '../../registry/types.ts';
import type { Param } from '../../syntax/values.ts';
import type { Header } from '../../syntax/views.ts';
import type { Facts } from './facts.ts';
import { once } from './once.ts';

/** The parameters of one value: of one contact, one Via, one challenge. */
export interface ParamGroup {
  readonly header: Header;
  readonly row: HeaderRow;
  readonly params: readonly Param[];
}

/** A parameter that the registry knows. */
export interface KnownParam {
  readonly header: Header;
  readonly param: Param;
  readonly row: ParamRow;
  readonly flags: number;
}

/** A parameter that the registry does not know in this header field. */
export interface UnknownParam {
  readonly row: HeaderRow;
  readonly param: Param;
}

/** Values with parameters, of header fields without syntax errors. */
export const paramGroups = once(collect);

/** The parameters of a message, sorted out. */
interface Sorted {
  readonly known: readonly KnownParam[];
  readonly unknown: readonly UnknownParam[];
  /** What the flags of the known ones have together; parameters that no filter wants are left out. */
  readonly flags: number;
}

const sorted = once((facts): Sorted => {
  const known: KnownParam[] = [];
  const unknown: UnknownParam[] = [];
  let flags = 0;
  for (const { header, row, params } of paramGroups(facts)) {
    const rows = rowsOf(row);
    for (const param of params) {
      const found = rows.get(param.nameLower);
      if (found === undefined) {
        unknown.push({ row, param });
        continue;
      }
      const own = param.hasValue ? found.withValue : found.flag;
      if (own === 0) continue;
      known.push({ header, param, row: found.row, flags: own });
      flags |= own;
    }
  }
  return { known, unknown, flags };
});

export function unknownParamsOf(facts: Facts): readonly UnknownParam[] {
  return sorted(facts).unknown;
}

const filters: ParamFilter[] = [];

/**
 * The parameters whose row has a property, those with a value or those without. Asked of each row once, so that a rule
 * sees only what concerns it.
 */
export class ParamFilter {
  readonly kind: 'value' | 'flag';
  readonly wants: (row: ParamRow) => boolean;
  readonly flag: number;

  constructor(kind: 'value' | 'flag', wants: (row: ParamRow) => boolean) {
    this.kind = kind;
    this.wants = wants;
    this.flag = 1 << filters.length;
    filters.push(this);
  }

  in(facts: Facts): readonly KnownParam[] {
    const { known, flags } = sorted(facts);
    return (flags & this.flag) === 0 ? NONE : known.filter(one => (one.flags & this.flag) !== 0);
  }
}

const NONE: readonly KnownParam[] = [];

interface FlaggedRow {
  readonly row: ParamRow;
  /** One bit for each filter that wants the parameter when it has a value, and when it has none. */
  readonly withValue: number;
  readonly flag: number;
}

const rowsByHeader = new Map<HeaderRow, ReadonlyMap<string, FlaggedRow>>();

function rowsOf(header: HeaderRow): ReadonlyMap<string, FlaggedRow> {
  let rows = rowsByHeader.get(header);
  if (rows === undefined) {
    rows = new Map(
      (header.params ?? []).map(row => [
        row.name.toLowerCase(),
        { row, withValue: flagsOf(row, 'value'), flag: flagsOf(row, 'flag') },
      ]),
    );
    rowsByHeader.set(header, rows);
  }
  return rows;
}

function flagsOf(row: ParamRow, kind: 'value' | 'flag'): number {
  return filters.reduce((flags, one) => (one.kind === kind && one.wants(row) ? flags | one.flag : flags), 0);
}

/** The row of a parameter by its name in lower case; families such as `+g.*` are not rows of a name. */
export function paramRow(header: HeaderRow, nameLower: string): ParamRow | undefined {
  return rowsOf(header).get(nameLower)?.row;
}

function collect(facts: Facts): readonly ParamGroup[] {
  const found: ParamGroup[] = [];
  for (const row of facts.outline.different) {
    if (row.params === undefined) continue;
    for (const { header, params } of valuesOf(facts, row)) {
      if (params.length > 0) found.push({ header, row, params });
    }
  }
  return found;
}

function valuesOf(
  facts: Facts,
  row: HeaderRow,
): readonly { readonly header: Header; readonly params: readonly Param[] }[] {
  switch (row.shape) {
    case 'nameAddr':
    case 'nameAddrList':
    case 'contactList':
    case 'angleUriList':
      return facts.addresses(row.name);
    case 'viaList':
      return facts.vias();
    case 'auth':
      return facts.credentials(row.name);
    case 'paramList':
    case 'commaParamList':
    case 'integerParams':
    case 'callIdParams':
      return facts.paramLists(row.name);
    default:
      return facts.items(row.name);
  }
}

/** The registered parameter of the header field that a misspelt one was probably meant to be. */
export const nearestParam = remembered(
  ({ params = [] }: HeaderRow, nameLower: string) => {
    const names = params.map(row => row.name).filter(name => name.length > 3 && !name.endsWith('*'));
    return nearest(nameLower, names);
  },
  (header, nameLower) => `${header.name} ${nameLower}`,
);

/** Names shorter than this resemble too much. */
export const SHORTEST_MISSPELT = 4;

/** Whether the parameter is there after all, misspelt in a header field of this name; another rule says so. */
export function isMisspelt(facts: Facts, header: string, nameLower: string): boolean {
  return unknownParamsOf(facts).some(
    ({ row, param }) =>
      row.name === header &&
      param.name.length >= SHORTEST_MISSPELT &&
      nearestParam(row, param.nameLower)?.toLowerCase() === nameLower,
  );
}
