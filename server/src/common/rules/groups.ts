/**
 * The messages of one Call-ID, cut into stretches that belong together, and what the dialog rules find in each.
 *
 * A file may hold thousands of messages of one Call-ID (a registration that is refreshed for days, one capture pasted
 * again and again), so a stretch is bounded and only stretches whose messages changed are checked again.
 */

import { releaseViews } from '../syntax/cache.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { ActiveRules } from './active.ts';
import { inOrder, type Log, MessageResult, tellFailure } from './checkMessage.ts';
import type { DialogRule, Finding, ReportAt, RuleContext, Severity } from './rule.ts';

/** Findings by message; a message without any has no entry. */
type Found = ReadonlyMap<SipMessage, readonly Finding[]>;

interface Stretch {
  readonly messages: readonly SipMessage[];
  readonly found: Found;
}

/** A call of this many messages is checked as a whole. */
const LONGEST_STRETCH = 64;

export class Group {
  readonly callId: string;
  #stretches: readonly Stretch[] = [];
  #found = new Map<SipMessage, readonly Finding[]>();

  constructor(callId: string) {
    this.callId = callId;
  }

  findingsOf(message: SipMessage): readonly Finding[] | undefined {
    return this.#found.get(message);
  }

  /** Brings the group up to date with its members in the order of the file. */
  update(members: readonly SipMessage[], active: ActiveRules, log: Log): void {
    const known = new Map(this.#stretches.map(stretch => [stretch.messages[0], stretch]));
    this.#stretches = cut(members).map(messages => {
      const old = known.get(messages[0]);
      if (old !== undefined && isSame(old.messages, messages)) return old;
      return { messages, found: checkTogether(messages, active, log) };
    });
    this.#found = new Map(this.#stretches.flatMap(stretch => [...stretch.found]));
  }
}

function isSame(a: readonly SipMessage[], b: readonly SipMessage[]): boolean {
  return a.length === b.length && a.every((message, index) => message === b[index]);
}

/** A new stretch begins where a request outside any dialog has a lower CSeq number than the one before it. */
function cut(members: readonly SipMessage[]): readonly (readonly SipMessage[])[] {
  const stretches: SipMessage[][] = [];
  let current: SipMessage[] = [];
  let last = -1;
  for (const message of members) {
    const start = message.checked instanceof MessageResult ? message.checked.outsideDialog : undefined;
    const restarts = start !== undefined && start < last;
    if (current.length > 0 && (restarts || current.length >= LONGEST_STRETCH)) {
      stretches.push(current);
      current = [];
      last = -1;
    }
    if (start !== undefined) last = start;
    current.push(message);
  }
  if (current.length > 0) stretches.push(current);
  return stretches;
}

function checkTogether(messages: readonly SipMessage[], active: ActiveRules, log: Log): Found {
  const found = new Map<SipMessage, Finding[]>();
  const context: RuleContext = { configuration: active.configuration };
  let severity: Severity;
  let current: DialogRule;
  const report: ReportAt = (target, { start, end }, message, options) => {
    const finding = { rule: current.id, severity, message, spec: current.spec, start, end, ...options };
    const list = found.get(target);
    if (list === undefined) found.set(target, [finding]);
    else list.push(finding);
  };
  for (const { rule, severity: own } of messages.length === 1 ? active.lone : active.dialog) {
    severity = own;
    current = rule;
    try {
      rule.check(messages, report, context);
    } catch (error) {
      tellFailure(rule, error, log);
    }
  }
  for (const message of messages) releaseViews(message);
  for (const list of found.values()) list.sort(inOrder);
  return found;
}
