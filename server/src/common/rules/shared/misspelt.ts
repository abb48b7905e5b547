/** Which registered header field an unknown one was probably meant to be. */

import { nearestHeader } from '../../registry/index.ts';
import type { Header } from '../../syntax/views.ts';

/** Long traces repeat the same few private names. */
const known = new Map<string, string | undefined>();
const KEPT = 1000;

/** The name that was meant; undefined for a known header field and for one that resembles none. */
export function meantHeader({ row, name }: Header): string | undefined {
  if (row !== undefined) return undefined;
  if (!known.has(name)) {
    if (known.size >= KEPT) known.clear();
    known.set(name, nearestHeader(name));
  }
  return known.get(name);
}
