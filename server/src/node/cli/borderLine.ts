/** What a live run tells the person who started it. */
import type { LiveRun } from '../../common/sim/live.ts';
import type { FlowEvent } from '../../common/sim/result.ts';
import { seconds } from '../../common/trace/time.ts';

/** A line for a message from or to the outside, with its reasons; nothing for other events. */
export function borderLine(event: FlowEvent, { actors, outsideId }: LiveRun): string {
  if (event.kind !== 'sip' || (event.from !== outsideId && event.to !== outsideId)) return '';
  const labelOf = (id: string): string => actors.find(actor => actor.id === id)?.label ?? id;
  const reasons = (event.because ?? []).map(reason => `    ${reason.message} (${reason.spec})\n`);
  return `${seconds(event.at)} s  ${labelOf(event.from)} → ${labelOf(event.to)}  ${event.label}\n${reasons.join('')}`;
}
