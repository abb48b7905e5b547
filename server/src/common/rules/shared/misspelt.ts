/** Which registered header field an unknown one was probably meant to be. */

import { nearestHeader } from '../../registry/index.ts';
import type { Header } from '../../syntax/views.ts';
import type { Facts } from './facts.ts';
import { headersInBody } from './headersInBody.ts';
import { once } from './once.ts';

/** The name that was meant; undefined for a known header field and for one that resembles none. */
export function meantHeader({ row, name }: Header): string | undefined {
  return row === undefined ? nearestHeader(name) : undefined;
}

/** The names of header fields that are there after all: misspelt, or behind an empty line. Other rules say so. */
const meantHeaders = once((facts): ReadonlySet<string> => {
  const names = new Set(headersInBody(facts).map(({ name }) => name));
  for (const header of facts.headers) names.add(meantHeader(header) ?? '');
  return names;
});

/** Whether the header field is there, or was meant to be. */
export function isThere(facts: Facts, name: string): boolean {
  return facts.has(name) || meantHeaders(facts).has(name);
}
