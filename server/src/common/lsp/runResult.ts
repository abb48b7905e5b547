/** What a run gives to the client: outcome, reasons, transcript and ladder. */

import type { BecauseLink, Ladder, Range, RunFlowResult } from '../protocol.ts';
import { specUrl } from '../registry/index.ts';
import type { Because, FlowEvent, FlowResult } from '../sim/result.ts';
import type { Transcript } from '../trace/transcript.ts';
import { transcript } from '../trace/transcript.ts';

/** Where a part of the authored message stands in its document. */
export type RangeOf = (span: { readonly start: number; readonly end: number }) => Range;

export function runResult(result: FlowResult, rangeOf: RangeOf): Omit<Extract<RunFlowResult, { ok: true }>, 'run'> {
  const written = transcript(result);
  const { status, code, reason, because } = result.outcome;
  const outcome = { status, reason, ...(code === undefined ? {} : { code }) };
  return {
    ok: true,
    flow: result.flow,
    title: result.title,
    outcome,
    because: because.map(each => becauseLink(each, rangeOf)),
    transcript: written.text,
    ladder: ladderOf(result, outcome, written),
  };
}

/** The authored message on its first hop, when something in it made the run fail. */
export function eventAtFault({ outcome, events }: FlowResult): FlowEvent | undefined {
  const isGood = outcome.status === 'registered' || outcome.status === 'deregistered';
  if (isGood || outcome.because.every(each => each.range === undefined)) return undefined;
  return events.find(event => event.kind === 'sip');
}

export function becauseLink(because: Because, rangeOf: RangeOf): BecauseLink {
  const { message, spec, range, config } = because;
  const url = specUrl(spec);
  return {
    message,
    spec,
    ...(url === '' ? {} : { specUrl: url }),
    ...(range === undefined ? {} : { range: rangeOf(range) }),
    ...(config === undefined ? {} : { config }),
  };
}

function ladderOf(result: FlowResult, outcome: Ladder['outcome'], written: Transcript): Ladder {
  const faulty = eventAtFault(result);
  return {
    title: result.title,
    actors: result.actors.map(({ id, label, address }) => ({
      id,
      label,
      ...(address === undefined ? {} : { address }),
    })),
    events: result.events.map(event => ({
      ...ladderEvent(event, written.lines[event.n - 1]),
      ...(event === faulty ? { isAtFault: true } : {}),
    })),
    outcome,
  };
}

function ladderEvent(event: FlowEvent, transcriptLine: number | undefined): Ladder['events'][number] {
  const { n, at, kind, from, to, label, clause, failed, secured, because } = event;
  return {
    n,
    at,
    kind,
    from,
    to,
    label,
    ...(clause === undefined ? {} : { clause }),
    ...(failed === undefined ? {} : { failed }),
    ...(secured === undefined ? {} : { secured }),
    ...(because === undefined ? {} : { because: because.map(each => each.message) }),
    ...(transcriptLine === undefined ? {} : { transcriptLine }),
  };
}
