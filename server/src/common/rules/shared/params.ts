/** Every parameter of a message beside what the registry says about it. */

import { nearest } from '../../registry/nearest.ts';
import type { HeaderRow, ParamRow } from '../../registry/types.ts';
import type { Param } from '../../syntax/values.ts';
import type { Header } from '../../syntax/views.ts';
import type { Facts } from './facts.ts';

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
}

/** Values with parameters, of header fields without syntax errors. */
export function paramGroups(facts: Facts): readonly ParamGroup[] {
  facts.paramGroups ??= collect(facts);
  return facts.paramGroups;
}

export function knownParamsOf(facts: Facts): readonly KnownParam[] {
  facts.knownParams ??= collectKnown(facts);
  return facts.knownParams;
}

function collectKnown(facts: Facts): readonly KnownParam[] {
  const found: KnownParam[] = [];
  for (const { header, row, params } of paramGroups(facts)) {
    for (const param of params) {
      const known = paramRow(row, param.nameLower);
      if (known !== undefined) found.push({ header, param, row: known });
    }
  }
  return found;
}

const rowsByHeader = new WeakMap<HeaderRow, ReadonlyMap<string, ParamRow>>();

/** The row of a parameter by its name in lower case; families such as `+g.*` are not rows of a name. */
export function paramRow(header: HeaderRow, nameLower: string): ParamRow | undefined {
  let rows = rowsByHeader.get(header);
  if (rows === undefined) {
    rows = new Map((header.params ?? []).map(row => [row.name.toLowerCase(), row]));
    rowsByHeader.set(header, rows);
  }
  return rows.get(nameLower);
}

function collect(facts: Facts): readonly ParamGroup[] {
  const found: ParamGroup[] = [];
  const done = new Set<string>();
  for (const { name, row } of facts.headers) {
    if (row?.params === undefined || done.has(name)) continue;
    done.add(name);
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
export function nearestParam(header: HeaderRow, nameLower: string): string | undefined {
  const names = (header.params ?? []).map(row => row.name).filter(name => name.length > 3 && !name.endsWith('*'));
  return nearest(nameLower, names);
}
