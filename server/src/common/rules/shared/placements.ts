/** The registry's verdict on the header fields of a message, worked out once for each kind of message. */

import { type MandatoryHeader, mandatoryHeaders, placement } from '../../registry/index.ts';
import type { PlacementContext } from '../../registry/place.ts';
import type { Hop } from '../../registry/types.ts';
import type { Forbidden, MessageKind } from './outline.ts';

function contextOf({ method, code }: MessageKind, hop: Hop | undefined): PlacementContext | undefined {
  if (method === undefined) return undefined;
  if (code !== undefined && !(code >= 100 && code <= 699)) return undefined;
  return { method, ...(code === undefined ? {} : { status: code }), ...(hop === undefined ? {} : { hop }) };
}

/** The header fields that must not stand in such a message, on this hop; none when the method is not known. */
export function forbiddenIn(kind: MessageKind, hop?: Hop): readonly Forbidden[] {
  let found = kind.forbidden.get(hop);
  if (found === undefined) {
    const context = contextOf(kind, hop);
    found = context === undefined ? [] : collectForbidden(kind, context);
    kind.forbidden.set(hop, found);
  }
  return found;
}

function collectForbidden({ outline }: MessageKind, context: PlacementContext): readonly Forbidden[] {
  return outline.rows.flatMap((row, index) => {
    const verdict = row && placement(row, context);
    return row !== undefined && verdict?.verdict === 'forbidden' ? [{ index, row, placement: verdict }] : [];
  });
}

/** The header fields that such a message must have and has not. */
export function missingIn(kind: MessageKind, hop?: Hop): readonly MandatoryHeader[] {
  let found = kind.missing.get(hop);
  if (found === undefined) {
    found = mandatoryIn(kind, hop).filter(({ row }) => !kind.has(row.name));
    kind.missing.set(hop, found);
  }
  return found;
}

/** The header fields that such a message must have. */
export function mandatoryIn(kind: MessageKind, hop?: Hop): readonly MandatoryHeader[] {
  const context = contextOf(kind, hop);
  return context === undefined ? [] : mandatoryHeaders(context);
}
