/** How a run from a message should end, as `# @expect` above it says, and whether it did. */
import type { SipMessage } from '../syntax/message.ts';
import { directivesOf, hasMessage } from '../syntax/views.ts';
import type { FlowOutcome, FlowStatus } from './result.ts';

/** `# @expect 403` or `# @expect registered ims-digest`: an end and, where it is not the usual registration, a flow. */
export interface Expectation {
  /** A final status code, or a status of the outcome. */
  readonly expected: string;
  /** Id of the flow. */
  readonly flow: string | undefined;
  /** The directive; offsets in the message. */
  readonly start: number;
  readonly end: number;
}

const STATUSES: readonly FlowStatus[] = ['registered', 'rejected', 'failed', 'deregistered'];

export function expectationsOf(message: SipMessage): readonly Expectation[] {
  if (!hasMessage(message)) return [];
  return directivesOf(message).flatMap(({ key, value, start, end }) => {
    const [expected, flow] = value.trim().split(/\s+/);
    return key !== 'expect' || !expected ? [] : [{ expected, flow, start, end }];
  });
}

/** What a run ended with, as a person says it: `403 Forbidden (rejected)`. */
export function endText({ status, code, reason }: FlowOutcome): string {
  return code === undefined ? `${status} (${reason})` : `${code} ${reason} (${status})`;
}

/** Undefined when the run ended as expected; else one sentence with both ends. */
export function difference(expected: string, outcome: FlowOutcome): string | undefined {
  const isStatus = STATUSES.some(status => status === expected);
  if (!isStatus && !/^[1-6]\d\d$/.test(expected)) {
    return `"${expected}" is no end of a run: a status code is needed, or one of ${STATUSES.join(', ')}.`;
  }
  if (expected === String(outcome.code) || expected === outcome.status) return undefined;
  return `Expected ${expected}, but the run ended with ${endText(outcome)}.`;
}
