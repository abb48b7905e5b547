/** The registry's verdict on a header field in a message, remembered for each kind of message. */

import { type MandatoryHeader, mandatoryHeaders, type Placement, placement } from '../../registry/index.ts';
import type { PlacementContext } from '../../registry/place.ts';
import type { HeaderRow, Hop } from '../../registry/types.ts';
import type { Facts } from './facts.ts';

function contextOf(facts: Facts, hop: Hop | undefined): PlacementContext | undefined {
  const { method } = facts;
  if (method === undefined) return undefined;
  const status = facts.status?.code;
  if (status !== undefined && !(status >= 100 && status <= 699)) return undefined;
  return { method, ...(status === undefined ? {} : { status }), ...(hop === undefined ? {} : { hop }) };
}

const placements = new Map<string, Map<HeaderRow, Placement>>();

/** What the registry says about the header field here; undefined when the method is not known. */
export function placementIn(facts: Facts, row: HeaderRow, hop?: Hop): Placement | undefined {
  const context = contextOf(facts, hop);
  if (context === undefined) return undefined;
  const key = `${context.method} ${context.status ?? ''} ${hop ?? ''}`;
  let verdicts = placements.get(key);
  if (verdicts === undefined) {
    // Methods of nobody's registry may be many; they are not worth remembering.
    if (placements.size > 1000) placements.clear();
    verdicts = new Map();
    placements.set(key, verdicts);
  }
  let verdict = verdicts.get(row);
  if (verdict === undefined) {
    verdict = placement(row, context);
    verdicts.set(row, verdict);
  }
  return verdict;
}

/** The header fields that the message must have. */
export function mandatoryIn(facts: Facts, hop?: Hop): readonly MandatoryHeader[] {
  const context = contextOf(facts, hop);
  return context === undefined ? [] : mandatoryHeaders(context);
}
