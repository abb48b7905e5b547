/**
 * The messages of one Call-ID, cut into stretches that belong together, and what the dialog rules find in each.
 *
 * A file may hold thousands of messages of one Call-ID (a registration that is refreshed for days, one capture pasted
 * again and again), so a stretch is bounded and only stretches whose messages changed are checked again.
 */

import type { SipMessage } from '../syntax/message.ts';
import type { ActiveRules } from './active.ts';
import { inOrder, type Log, MessageResult, tellFailure } from './checkMessage.ts';
import type { DialogRule, Finding, ReportAt, RuleContext, Severity } from './rule.ts';

/** Findings by message; a message without any has no entry. */
type Found = ReadonlyMap<SipMessage, readonly Finding[]>;

const NOTHING: Found = new Map();

interface Stretch {
  readonly messages: readonly SipMessage[];
  readonly found: Found;
}

/** A call of this many messages is checked as a whole. */
const LONGEST_STRETCH = 64;

export class Group {
  readonly callId: string;
  /** Its members are being gathered anew. */
  isGathering = false;
  #members: SipMessage[] = [];
  /** Where the members stand in the document. */
  #indexes: number[] = [];
  #stretches: readonly Stretch[] = [];

  constructor(callId: string) {
    this.callId = callId;
  }

  get isEmpty(): boolean {
    return this.#members.length === 0;
  }

  findingsOf(message: SipMessage): readonly Finding[] | undefined {
    for (const { found } of this.#stretches) {
      const findings = found.get(message);
      if (findings !== undefined) return findings;
    }
    return undefined;
  }

  /** Forgets the members; `add` must follow for each of them in the order of the file, then `update`. */
  gather(): void {
    this.isGathering = true;
    this.#members = [];
    this.#indexes = [];
  }

  add(message: SipMessage, index: number): void {
    this.#members.push(message);
    this.#indexes.push(index);
  }

  /** Checks the stretches whose messages changed and returns where their members stand. */
  update(active: ActiveRules, log: Log): readonly number[] {
    const old = this.#stretches;
    const known = old.length === 0 ? undefined : new Map(old.map(stretch => [stretch.messages[0], stretch]));
    const checked: number[] = [];
    let first = 0;
    this.#stretches = cut(this.#members).map(messages => {
      const start = first;
      first += messages.length;
      const before = known?.get(messages[0]);
      if (before !== undefined && isSame(before.messages, messages)) return before;
      checked.push(...this.#indexes.slice(start, first));
      return { messages, found: checkTogether(messages, active, log) };
    });
    this.isGathering = false;
    return checked;
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
  const rules = messages.length === 1 ? active.lone : active.dialog;
  if (rules.length === 0) return NOTHING;
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
  for (const { rule, severity: own } of rules) {
    severity = own;
    current = rule;
    try {
      rule.check(messages, report, context);
    } catch (error) {
      tellFailure(rule, error, log);
    }
  }
  for (const list of found.values()) list.sort(inOrder);
  return found;
}
