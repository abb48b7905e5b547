/**
 * The messages of one Call-ID, cut into stretches that belong together, and what the dialog rules find in each.
 *
 * A file may hold thousands of messages of one Call-ID (a registration that is refreshed for days, one capture pasted
 * again and again), so a stretch is bounded and only stretches whose messages changed are checked again.
 */

import type { SipMessage } from '../syntax/message.ts';
import { callIdOf } from '../syntax/views.ts';
import type { ActiveRules } from './active.ts';
import { checkMessages, inOrder, type Log, MessageResult, tellFailure } from './checkMessage.ts';
import type { DialogRule, Finding, ReportAt, RuleContext, Severity } from './rule.ts';
import { FACTS_KEPT } from './shared/facts.ts';

/** Findings by message; a message without any has no entry. */
type Found = ReadonlyMap<SipMessage, readonly Finding[]>;

const NOTHING: Found = new Map();
const NO_STRETCHES: readonly Stretch[] = [];

/** Messages that the dialog rules have looked at together. */
export interface Stretch {
  readonly messages: readonly SipMessage[];
  readonly found: Found;
}

/** Stretches that are already checked, by Call-ID. */
export type EarlyStretches = Map<string, Stretch[]>;

/** A call of this many messages is checked as a whole. */
const LONGEST_STRETCH = FACTS_KEPT;

/**
 * The messages of one Call-ID in several files, in the order in which they were sent (`together.ts`). All files ask the
 * same object, so that what is common is checked once.
 */
export class Together {
  readonly messages: readonly SipMessage[];
  readonly #checked = new Map<ActiveRules, readonly Stretch[]>();
  readonly #before: ReadonlyMap<ActiveRules, readonly Stretch[]>;

  /** `before` is what these messages were before an edit; what has not changed is taken over. */
  constructor(messages: readonly SipMessage[], before: Together | undefined) {
    this.messages = messages;
    this.#before = before === undefined ? new Map() : before.#checked;
  }

  stretches(active: ActiveRules, log: Log): readonly Stretch[] {
    let checked = this.#checked.get(active);
    if (checked === undefined) {
      checked = checkStretches(this.messages, this.#before.get(active) ?? [], active, log);
      this.#checked.set(active, checked);
    }
    return checked;
  }
}

export class Group {
  readonly callId: string;
  /** Its members are being gathered anew. */
  isGathering = false;
  /** How many messages of the document have the Call-ID, those that `gather` has not seen yet among them. */
  size = 0;
  #members: SipMessage[] = [];
  /** Where the members stand in the document. */
  #indexes: number[] = [];
  #stretches: readonly Stretch[] = [];
  /** What was found in all stretches. */
  readonly #found = new Map<SipMessage, readonly Finding[]>();

  constructor(callId: string) {
    this.callId = callId;
  }

  get isEmpty(): boolean {
    return this.#members.length === 0;
  }

  /** Another list after each change. */
  get members(): readonly SipMessage[] {
    return this.#members;
  }

  findingsOf(message: SipMessage): readonly Finding[] | undefined {
    return this.#found.get(message);
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

  /**
   * Checks the stretches whose messages changed and returns where their members stand. `together` is the call as a
   * whole when other files have parts of it; `early` is what is known of it from `checkCalls`.
   */
  update(
    active: ActiveRules,
    log: Log,
    together: Together | undefined,
    early: readonly Stretch[] | undefined,
  ): readonly number[] {
    const old = new Set(this.#stretches);
    const known = early === undefined ? this.#stretches : [...this.#stretches, ...early];
    this.#stretches = together?.stretches(active, log) ?? checkStretches(this.#members, known, active, log);
    this.#takeOver(old);
    this.isGathering = false;
    return together === undefined ? this.#placesInOrder(old) : this.#placesOf(old);
  }

  /** Brings what was found from the old stretches to the present ones. */
  #takeOver(old: ReadonlySet<Stretch>): void {
    const current = new Set(this.#stretches);
    for (const stretch of old) {
      if (!current.has(stretch)) for (const message of stretch.found.keys()) this.#found.delete(message);
    }
    for (const stretch of current) {
      if (!old.has(stretch)) for (const [message, findings] of stretch.found) this.#found.set(message, findings);
    }
  }

  /** Where the messages of new stretches stand when all of them are of this file. */
  #placesInOrder(old: ReadonlySet<Stretch>): readonly number[] {
    const places: number[] = [];
    let first = 0;
    for (const stretch of this.#stretches) {
      const start = first;
      first += stretch.messages.length;
      if (!old.has(stretch)) for (let i = start; i < first; i++) places.push(this.#indexes[i] ?? 0);
    }
    return places;
  }

  /** The same when some are of other files. */
  #placesOf(old: ReadonlySet<Stretch>): readonly number[] {
    const touched = new Set<SipMessage | undefined>();
    for (const stretch of this.#stretches) {
      if (!old.has(stretch)) for (const message of stretch.messages) touched.add(message);
    }
    return this.#indexes.filter((_, place) => touched.has(this.#members[place]));
  }
}

/**
 * Checks messages by all rules, a few calls at a time, so that the dialog rules find what the message rules have just
 * read. What they find in a stretch goes to `early`: only the whole document tells whether it has more messages.
 */
export function checkCalls(
  messages: readonly SipMessage[],
  active: ActiveRules,
  log: Log,
  early: EarlyStretches,
): void {
  let calls: (readonly [string, readonly SipMessage[]])[] = [];
  let count = 0;
  const check = (): void => {
    checkMessages(
      calls.flatMap(([, call]) => call),
      active,
      log,
    );
    for (const [callId, call] of calls) {
      if (callId === '') continue;
      const known = early.get(callId);
      const stretches = checkStretches(call, NO_STRETCHES, active, log);
      if (known === undefined) early.set(callId, [...stretches]);
      else for (const stretch of stretches) known.push(stretch);
    }
    calls = [];
    count = 0;
  };
  for (const one of byCallId(messages)) {
    if (count + one[1].length > FACTS_KEPT) check();
    calls.push(one);
    count += one[1].length;
  }
  check();
}

function byCallId(messages: readonly SipMessage[]): ReadonlyMap<string, readonly SipMessage[]> {
  const calls = new Map<string, SipMessage[]>();
  for (const message of messages) {
    const callId = callIdOf(message) ?? '';
    const call = calls.get(callId);
    if (call === undefined) calls.set(callId, [message]);
    else call.push(message);
  }
  return calls;
}

/** The messages in stretches; those that are in `old` as they are stay what they were. */
function checkStretches(
  messages: readonly SipMessage[],
  old: readonly Stretch[],
  active: ActiveRules,
  log: Log,
): readonly Stretch[] {
  const known = old.length === 0 ? undefined : new Map(old.map(stretch => [stretch.messages[0], stretch]));
  return cut(messages).map(stretch => {
    const before = known?.get(stretch[0]);
    if (before !== undefined && isSame(before.messages, stretch)) return before;
    return { messages: stretch, found: checkTogether(stretch, active, log) };
  });
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
  if (messages.length === 1 && !active.hasLone) return NOTHING;
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
  const kinds = new Set(messages.map(({ checked }) => (checked instanceof MessageResult ? checked.kind : undefined)));
  const flags = [...kinds].flatMap(kind => (kind === undefined ? [] : [active.concernedDialog(kind)]));
  for (const [index, { rule, severity: own }] of active.dialog.entries()) {
    if (!flags.some(one => one[index] === 1) || (messages.length === 1 && rule.lone !== true)) continue;
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
