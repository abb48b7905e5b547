/** Reasons as the drawings of a run show them. */
import type { Because, FlowEvent, FlowOutcome } from '../sim/result.ts';

/** One line: the sentence and its clause. */
export function reasonText({ message, spec }: Because): string {
  return `because ${message} (${spec})`;
}

/** A reason stands where it first counts; the messages that carry it on do not repeat it. `told` belongs to one drawing. */
export function newReasons(event: FlowEvent, told: Set<string>): string[] {
  const reasons = (event.because ?? []).filter(reason => !told.has(reason.message));
  for (const reason of reasons) told.add(reason.message);
  return reasons.map(reasonText);
}

/** `rejected 403 Forbidden`. */
export function outcomeText({ status, code, reason }: FlowOutcome): string {
  return `${status}${code === undefined ? '' : ` ${code}`} ${reason}`;
}
