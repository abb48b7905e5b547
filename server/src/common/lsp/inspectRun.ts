/** Questions about a run that was made before: each of its events, and what the hops changed. */

import type { CancellationToken } from 'vscode-languageserver';
import type {
  ActorState,
  HopView,
  InspectEventParams,
  InspectEventResult,
  ReportResult,
  ShowHopsParams,
} from '../protocol.ts';
import type { Because, FlowEvent, FlowResult } from '../sim/result.ts';
import { changeLines, hopChanges, hopText } from '../trace/hopChanges.ts';
import { changedRows, stateRows } from '../trace/stateRows.ts';
import { becauseLink, eventAtFault } from './runResult.ts';
import { runInSlices, type StoredRun } from './runStore.ts';
import type { Session } from './session.ts';

const GONE = { ok: false, message: 'This run is no longer known: run the flow again.' } as const;

/** A run is a function of its start, so it is made again up to the event. */
export function inspectEvent(
  session: Session,
  { run, n }: InspectEventParams,
  token: CancellationToken,
): Promise<InspectEventResult> {
  return session.guard.runAsync<InspectEventResult>(token, GONE, 'inspect event', async () => {
    const stored = session.runs.get(run);
    const event = stored?.result.events[n - 1];
    if (!stored || !event) return GONE;
    const now = (await runUntil(session, stored, n, token))?.state ?? {};
    const before = await statesBefore(session, stored, n, token);
    const hop = hopOf(stored.result, n);
    return {
      ok: true,
      states: stored.result.actors.map(({ id, label }) => actorState(id, label, now, before)),
      ...(hop === undefined ? {} : { hop }),
      because: reasonsOf(stored.result, event).map(each => becauseLink(each, stored.rangeOf)),
    };
  });
}

/** Those of the event; for the message at fault what in it made the run fail. */
function reasonsOf(result: FlowResult, event: FlowEvent): readonly Because[] {
  if (event !== eventAtFault(result)) return event.because ?? [];
  return result.outcome.because.filter(each => each.range !== undefined);
}

async function runUntil(
  session: Session,
  { request }: StoredRun,
  untilEvent: number,
  token: CancellationToken,
): Promise<FlowResult | undefined> {
  const found = await runInSlices(session, { ...request, limits: { ...request.limits, untilEvent } }, token);
  return 'error' in found ? undefined : found.result;
}

/** An actor that reacts once may cause several events: the states are those before it reacted. */
async function statesBefore(
  session: Session,
  stored: StoredRun,
  n: number,
  token: CancellationToken,
): Promise<FlowResult['state']> {
  for (let at = n - 1; at >= 0; at--) {
    const result = await runUntil(session, stored, at, token);
    if (result === undefined || result.events.length < n) return result?.state ?? {};
  }
  return {};
}

function actorState(id: string, label: string, now: FlowResult['state'], before: FlowResult['state']): ActorState {
  const rows = stateRows(now[id] ?? null);
  const earlier = before[id];
  const changed = earlier === undefined ? new Set<string>() : changedRows(rows, stateRows(earlier));
  return {
    id,
    label,
    isChanged: changed.size > 0,
    rows: rows.map(({ name, value, depth, key }) => ({
      name,
      value,
      depth,
      ...(changed.has(key) ? { isChanged: true } : {}),
    })),
  };
}

function hopOf(result: FlowResult, n: number): HopView | undefined {
  const hop = hopChanges(result).find(({ sent }) => sent === n);
  if (hop === undefined) return undefined;
  const { role, received, changes } = hop;
  return {
    role,
    received,
    changes: changes.map(change => {
      const { name, why, clause } = change;
      return { change: change.change, name, lines: changeLines(change), why, clause };
    }),
  };
}

export function showHops(session: Session, { run }: ShowHopsParams): ReportResult {
  const stored = session.runs.get(run);
  if (!stored) return GONE;
  return { ok: true, title: 'What each hop changed', text: hopText(stored.result), confidential: false };
}
