/** Names of parameters and URI schemes in lower case. The usual ones are found in place, which spares two strings each. */

import { HEADERS, URI_PARAMS } from '../registry/index.ts';
import { NameTable } from './nameTable.ts';

const USUAL = [...HEADERS.flatMap(row => row.params ?? []), ...URI_PARAMS].map(row => row.name.toLowerCase());
const NAMES = new NameTable([...new Set([...USUAL, 'sip', 'sips', 'tel'])].map(lower => [lower, lower] as const));

/** The name at `[start, end)` in lower case. */
export function lowerNameAt(text: string, start: number, end: number): string {
  return NAMES.at(text, start, end) ?? text.slice(start, end).toLowerCase();
}
