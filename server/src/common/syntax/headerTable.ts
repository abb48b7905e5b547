/** What the parser knows of a header field by its name. */

import { HEADERS, headerRow } from '../registry/index.ts';
import type { HeaderRow } from '../registry/types.ts';
import { NameTable } from './nameTable.ts';
import { SHAPE_OF, type Shape } from './shapes/index.ts';

/** What the parser needs of a row, all rows alike: rows differ in their optional parts, which makes them slow to read. */
export class KnownHeader {
  /** From 1; 0 stands for a name that the registry does not know. */
  readonly number: number;
  readonly row: HeaderRow;
  /** One row for many names (`X-*`). */
  readonly isFamily: boolean;
  readonly shape: Shape;
  /** The value may be empty. */
  readonly mayBeEmpty: boolean;
  readonly isSingle: boolean;
  readonly needsBrackets: boolean;
  readonly takesParams: boolean;

  constructor(row: HeaderRow, number: number) {
    this.number = number;
    this.row = row;
    this.isFamily = row.name.endsWith('*');
    this.shape = SHAPE_OF[row.shape];
    this.mayBeEmpty = row.shape === 'text' || row.list === 'orEmpty';
    this.isSingle = row.list === 'single';
    this.needsBrackets = row.angleBrackets === 'required';
    this.takesParams = row.noParams !== true;
  }
}

const KNOWN: readonly (KnownHeader | undefined)[] = [
  undefined,
  ...HEADERS.map((row, index) => new KnownHeader(row, index + 1)),
];
const FAMILIES = new Map(KNOWN.flatMap(known => (known?.isFamily ? [[known.row, known] as const] : [])));

const TABLE = new NameTable(
  KNOWN.flatMap(known => {
    if (known === undefined) return [];
    const { name, compact } = known.row;
    return compact === undefined ? [[name, known] as const] : [[name, known] as const, [compact, known] as const];
  }),
);

/** What is known of the header name at `[start, end)`, in any case and also in compact form. */
export function knownHeaderAt(text: string, start: number, end: number): KnownHeader | undefined {
  // What the table does not hold may still belong to a family of private headers.
  return TABLE.at(text, start, end) ?? familyOf(text.slice(start, end));
}

function familyOf(name: string): KnownHeader | undefined {
  const row = headerRow(name);
  return row && FAMILIES.get(row);
}

/** The header of a number, undefined for 0. */
export function knownHeader(number: number): KnownHeader | undefined {
  return KNOWN[number];
}
