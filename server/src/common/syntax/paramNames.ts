/** Parameter names in lower case. Those of the registry are found in place, which spares two strings a parameter. */

import { HEADERS, URI_PARAMS } from '../registry/index.ts';
import { NameTable } from './nameTable.ts';

const NAMES = new NameTable(
  [...new Set([...HEADERS.flatMap(row => row.params ?? []), ...URI_PARAMS].map(row => row.name.toLowerCase()))].map(
    lower => [lower, lower] as const,
  ),
);

/** The name at `[start, end)` in lower case. */
export function lowerNameAt(text: string, start: number, end: number): string {
  return NAMES.at(text, start, end) ?? text.slice(start, end).toLowerCase();
}
