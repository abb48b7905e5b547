/**
 * Finds the registry row of a header name in place, without making a string of it: half of the cost of a header line
 * would otherwise be its name.
 */

import { HEADERS, headerRow } from '../registry/index.ts';
import type { HeaderRow } from '../registry/types.ts';
import { SHAPE_OF, type Shape } from './shapes/index.ts';

/** What the parser needs of a row, all rows alike: rows differ in their optional parts, which makes them slow to read. */
export class KnownHeader {
  readonly row: HeaderRow;
  readonly shape: Shape;
  /** The value may be empty. */
  readonly mayBeEmpty: boolean;
  readonly isSingle: boolean;
  readonly needsBrackets: boolean;
  readonly takesParams: boolean;

  constructor(row: HeaderRow) {
    this.row = row;
    this.shape = SHAPE_OF[row.shape];
    this.mayBeEmpty = row.shape === 'text' || row.list === 'orEmpty';
    this.isSingle = row.list === 'single';
    this.needsBrackets = row.angleBrackets === 'required';
    this.takesParams = row.noParams !== true;
  }
}

interface Entry {
  readonly lower: string;
  readonly header: KnownHeader;
}

/** Slots of the hash table; a power of two, several times the number of names. */
const SLOTS = 2048;
const TABLE: (Entry | undefined)[] = new Array<Entry | undefined>(SLOTS).fill(undefined);

/** A hash of the length and four characters, in any case of ASCII letters: names differ enough in those. */
function hashOf(text: string, start: number, end: number): number {
  const length = end - start;
  const first = text.charCodeAt(start) | 32;
  const inner = text.charCodeAt(start + (length >> 1)) | 32;
  const late = text.charCodeAt(start + ((length * 3) >> 2)) | 32;
  const last = text.charCodeAt(end - 1) | 32;
  return (length * 67 + first * 1031 + inner * 259 + late * 131 + last * 521) & (SLOTS - 1);
}

function add(name: string, header: KnownHeader): void {
  const lower = name.toLowerCase();
  let slot = hashOf(lower, 0, lower.length);
  while (TABLE[slot] !== undefined) slot = (slot + 1) & (SLOTS - 1);
  TABLE[slot] = { lower, header };
}

const FAMILIES = new Map<HeaderRow, KnownHeader>();
for (const row of HEADERS) {
  const header = new KnownHeader(row);
  add(row.name, header);
  if (row.compact !== undefined) add(row.compact, header);
  if (row.name.endsWith('*')) FAMILIES.set(row, header);
}

/** What is known of the header name at `[start, end)`, in any case and also in compact form. */
export function knownHeaderAt(text: string, start: number, end: number): KnownHeader | undefined {
  for (let slot = hashOf(text, start, end); ; slot = (slot + 1) & (SLOTS - 1)) {
    const entry = TABLE[slot];
    // What the table does not hold may still belong to a family of private headers.
    if (entry === undefined) return familyOf(text.slice(start, end));
    if (isName(text, start, end, entry.lower)) return entry.header;
  }
}

function familyOf(name: string): KnownHeader | undefined {
  const row = headerRow(name);
  return row && FAMILIES.get(row);
}

function isName(text: string, start: number, end: number, lower: string): boolean {
  if (end - start !== lower.length) return false;
  for (let i = 0; i < lower.length; i++) {
    const code = text.charCodeAt(start + i);
    const wanted = lower.charCodeAt(i);
    if (code !== wanted && (code + 32 !== wanted || code < 65 || code > 90)) return false;
  }
  return true;
}
