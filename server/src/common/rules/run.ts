/** Runs the rules over a document and keeps what an edit does not touch. */

import type { Configuration } from '../config/configuration.ts';
import { nearest } from '../registry/nearest.ts';
import { releaseViews } from '../syntax/cache.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { type Active, ActiveRules, concerns } from './active.ts';
import { checkMessages, inOrder, type Log, MessageResult, tellFailure, UNCHECKED, unchecked } from './checkMessage.ts';
import { checkCalls, type EarlyStretches, Group, type Together } from './groups.ts';
import { covers, type Ignore } from './ignores.ts';
import { RULES } from './index.ts';
import { KNOWN_RULES } from './known.ts';
import type { DocumentRule, Finding, Fix, ReportAt, Rule, RuleInfo } from './rule.ts';
import { NOT_SIP, TOO_MANY_FINDINGS, UNUSED_IGNORE } from './runnerFindings.ts';
import { forgetAnswers } from './shared/once.ts';

/** What a document shows at most (DESIGN §12); editors show no more either. */
export const MAXIMUM_FINDINGS = 1000;

export interface DocumentFindings {
  /** One list for each of `document.messages`, in the order of the text; the same array while nothing changed in it. */
  readonly byMessage: readonly (readonly Finding[])[];
  /** How many there are before the limit. */
  readonly total: number;
}

const NONE: readonly Finding[] = [];
const NO_MESSAGES: readonly SipMessage[] = [];
const NO_CALLS: ReadonlySet<string> = new Set();
const silent: Log = () => {};

/** The findings of a document, from scratch but for the messages that were checked before. */
export function runRules(document: SipDocument, configuration: Configuration, log: Log = silent): DocumentFindings {
  const findings = new RuleRunner(log).run(document, configuration);
  for (const message of document.messages) releaseViews(message);
  return findings;
}

/**
 * At rest a message is its text and its tape; what the rules make of it is five times as much. It is kept only where
 * somebody types, for the few messages that the next key concerns again.
 */
const FEW = 64;
/** UTF-16 units of text; what the rules know of more than that is dropped even where somebody types. */
const LARGE = 1_000_000;

/** What the runner knows of the message at one place of the document. */
interface Entry {
  readonly message: SipMessage;
  readonly result: MessageResult;
  readonly group: Group | undefined;
  /** After suppression, without findings of document rules. */
  findings: readonly Finding[];
  /** Ignores for the whole file that suppressed something here. */
  used: readonly Ignore[];
}

/** The entries that an edit took away and put in, both beginning at `from`. */
interface Change {
  readonly from: number;
  readonly removed: readonly Entry[];
  readonly added: readonly Entry[];
}

/** The call with this Call-ID as a whole where other files have parts of it; `own` is what this file has. */
export type OtherFiles = (callId: string, own: readonly SipMessage[]) => Together | undefined;

type Extra = ReadonlyMap<SipMessage, readonly Finding[]>;
const NO_EXTRA: Extra = new Map();

/**
 * Checks one document again and again while it is edited. An edit costs its message and its Call-ID; of the rest of
 * the document it costs a pointer comparison a message. What `run` returns holds until it is called again.
 */
export class RuleRunner {
  readonly #log: Log;
  readonly #rules: readonly Rule[];
  #active: ActiveRules | undefined;
  #entries: Entry[] = [];
  /** What is shown of each entry, and how much that is together. */
  #shown: (readonly Finding[])[] = [];
  #total = 0;
  #last: DocumentFindings = { byMessage: [], total: 0 };
  #groups = new Map<string, Group>();
  /** How many entries are still unchecked, and the groups whose dialog rules have to run again. */
  #unchecked = 0;
  readonly #waiting = new Set<Group>();
  /** What the dialog rules found beside the message rules; empty when everything is checked. */
  readonly #early: EarlyStretches = new Map();
  /** Call-IDs whose messages came, went or changed since `takeChanged`. */
  #changed = new Set<string>();
  #others: OtherFiles | undefined;
  #fileIgnores: readonly Ignore[] = [];
  #documentRules: readonly Active<DocumentRule>[] = [];
  #extra = NO_EXTRA;

  constructor(log: Log = silent, rules: readonly Rule[] = RULES) {
    const reported = new Set<string>();
    this.#log = line => {
      if (!reported.has(line)) log(line);
      reported.add(line);
    };
    this.#rules = rules;
  }

  /** From now on the calls that stand in several files are checked as a whole; without it each file is alone. */
  set others(others: OtherFiles | undefined) {
    this.#others = others;
  }

  /** The messages of a Call-ID in the order of the file; none while they are not all checked. */
  messagesOf(callId: string): readonly SipMessage[] {
    return this.#unchecked > 0 ? NO_MESSAGES : (this.#groups.get(callId)?.members ?? NO_MESSAGES);
  }

  /** The Call-IDs whose messages are not what they were when this was asked before. */
  takeChanged(): ReadonlySet<string> {
    if (!this.isDone) return NO_CALLS;
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** Looks at these calls again because other files changed. */
  recheck(callIds: Iterable<string>): DocumentFindings {
    for (const callId of callIds) {
      const group = this.#groups.get(callId);
      if (group !== undefined) this.#waiting.add(group);
    }
    return this.more(Number.POSITIVE_INFINITY);
  }

  /** Whether everything is checked. */
  get isDone(): boolean {
    return this.#unchecked === 0 && this.#waiting.size === 0;
  }

  /**
   * The findings of the document. With `most` at most so many messages are checked now, from the beginning; the dialog
   * rules wait until all are, because half a call looks faulty.
   */
  run(document: SipDocument, configuration: Configuration, most = Number.POSITIVE_INFINITY): DocumentFindings {
    if (this.#active?.configuration !== configuration) this.#reset(configuration);
    const active = this.#active ?? new ActiveRules(this.#rules, configuration);
    this.#last = document.isSip
      ? this.#settle(this.#takeMessages(document, active, most), active, most)
      : this.#notSip(document, active);
    return this.#last;
  }

  /** Goes on where `run` stopped. */
  more(most: number): DocumentFindings {
    const active = this.#active;
    if (active !== undefined && !this.isDone) {
      this.#last = this.#settle(this.#takeUnchecked(active, most), active, most);
    }
    return this.#last;
  }

  #settle(change: Change, active: ActiveRules, most: number): DocumentFindings {
    for (const { group } of change.removed) if (group !== undefined) this.#touch(group);
    for (const { group } of change.added) if (group !== undefined) this.#touch(group);
    const dirty = change.added.map((_, index) => change.from + index);
    if (this.#unchecked === 0 && this.#waiting.size > 0) this.#checkGroups(active, most, dirty);
    const hasNewIgnores = this.#readFileIgnores(change);
    const hasNewExtra = this.#checkDocument(change, hasNewIgnores, active);
    if (change.added.length > FEW) for (const { message } of change.added) releaseViews(message);
    if (change.added.reduce((sum, { message }) => sum + message.text.length, 0) > LARGE) forgetAnswers();
    // Only with ignores for the whole file may an edit here change what is shown anywhere.
    if (hasNewIgnores || hasNewExtra || this.#fileIgnores.length > 0) this.#showAll(active);
    else for (const index of dirty) this.#show(index, active, this.#extra);
    return limited(this.#shown, this.#total, active);
  }

  #touch(group: Group): void {
    this.#waiting.add(group);
    this.#changed.add(group.callId);
  }

  #reset(configuration: Configuration): void {
    for (const callId of this.#groups.keys()) this.#changed.add(callId);
    this.#active = activeRules(this.#rules, configuration);
    this.#entries = [];
    this.#shown = [];
    this.#total = 0;
    this.#groups = new Map();
    this.#unchecked = 0;
    this.#waiting.clear();
    this.#early.clear();
    this.#fileIgnores = [];
    this.#documentRules = [];
    this.#extra = NO_EXTRA;
  }

  /** A file of another program: one hint, nothing else. */
  #notSip(document: SipDocument, active: ActiveRules): DocumentFindings {
    this.#reset(active.configuration);
    const text =
      'This does not look like SIP, so nothing is checked; a SIP file begins with a start-line or a "###" line.';
    const hint = own(active, NOT_SIP, { start: 0, end: 0 }, text);
    return { byMessage: document.messages.map((_, index) => (index === 0 ? hint : NONE)), total: hint.length };
  }

  /** Replaces the entries between the messages that both documents have at their beginning and at their end. */
  #takeMessages(document: SipDocument, active: ActiveRules, most: number): Change {
    const { messages } = document;
    const old = this.#entries;
    const shorter = Math.min(old.length, messages.length);
    let from = 0;
    while (from < shorter && old[from]?.message === messages[from]) from++;
    let tail = 0;
    while (tail < shorter - from && old[old.length - 1 - tail]?.message === messages[messages.length - 1 - tail])
      tail++;
    const removed = old.slice(from, old.length - tail);
    const added = this.#entriesOf(messages.slice(from, messages.length - tail), active, most);
    return this.#replace(from, removed, added);
  }

  /** Checks the first entries that are not. */
  #takeUnchecked(active: ActiveRules, most: number): Change {
    const isChecked = (entry: Entry): boolean => entry.result !== UNCHECKED;
    const from = this.#entries.findIndex(entry => !isChecked(entry));
    if (from < 0) return { from: 0, removed: [], added: [] };
    const next = this.#entries.slice(from, from + most);
    const end = next.findIndex(isChecked);
    const removed = end < 0 ? next : next.slice(0, end);
    const messages = removed.map(entry => entry.message);
    return this.#replace(from, removed, this.#entriesOf(messages, active, most));
  }

  #entriesOf(messages: readonly SipMessage[], active: ActiveRules, most: number): readonly Entry[] {
    const fresh = unchecked(most < messages.length ? messages.slice(0, most) : messages, active);
    // What is read in a few of them is still there when the dialog rules come.
    if (fresh.length <= FEW) checkMessages(fresh, active, this.#log);
    else checkCalls(fresh, active, this.#log, this.#early);
    return messages.map(message => {
      const { checked } = message;
      const result = checked instanceof MessageResult && checked.active === active ? checked : UNCHECKED;
      return { message, result, group: this.#groupOf(result.callId), findings: NONE, used: [] };
    });
  }

  #replace(from: number, removed: readonly Entry[], added: readonly Entry[]): Change {
    for (const { result, group } of removed) {
      if (result === UNCHECKED) this.#unchecked--;
      if (group !== undefined) group.size--;
    }
    for (const { result, group } of added) {
      if (result === UNCHECKED) this.#unchecked++;
      if (group !== undefined) group.size++;
    }
    for (let i = 0; i < removed.length; i++) this.#total -= this.#shown[from + i]?.length ?? 0;
    replace(
      this.#shown,
      from,
      removed.length,
      added.map(() => NONE),
    );
    replace(this.#entries, from, removed.length, added);
    return { from, removed, added };
  }

  #groupOf(callId: string | undefined): Group | undefined {
    if (callId === undefined || callId === '') return undefined;
    let group = this.#groups.get(callId);
    if (group === undefined) {
      group = new Group(callId);
      this.#groups.set(callId, group);
    }
    return group;
  }

  /** Runs the dialog rules of waiting groups and adds to `dirty` which entries must be looked at again. */
  #checkGroups(active: ActiveRules, most: number, dirty: number[]): void {
    const groups: Group[] = [];
    let count = 0;
    for (const group of this.#waiting) {
      // Most of what is found is known from `checkCalls`.
      if (count > 0 && count + group.size > most * 2) break;
      count += group.size;
      groups.push(group);
      this.#waiting.delete(group);
      group.gather();
    }
    const entries = this.#entries;
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      if (entry?.group?.isGathering) entry.group.add(entry.message, i);
    }
    for (const group of groups) {
      const others = active.configuration.dialogsAcrossFiles ? this.#others : undefined;
      const together = group.isEmpty ? undefined : others?.(group.callId, group.members);
      for (const index of group.update(active, this.#log, together, this.#early.get(group.callId))) dirty.push(index);
      if (group.isEmpty) this.#groups.delete(group.callId);
    }
    if (this.#waiting.size === 0) this.#early.clear();
  }

  /** Whether the ignores for the whole file changed, so that every message must be looked at again. */
  #readFileIgnores({ removed, added }: Change): boolean {
    const hasSome = (entry: Entry): boolean => entry.result.ignores.some(ignore => ignore.scope === 'file');
    if (!removed.some(hasSome) && !added.some(hasSome)) return false;
    this.#fileIgnores = this.#entries.flatMap(entry => entry.result.ignores.filter(ignore => ignore.scope === 'file'));
    return true;
  }

  /** Runs the document rules again when a message that concerns them came or went; whether their findings changed. */
  #checkDocument({ removed, added }: Change, hasNewIgnores: boolean, active: ActiveRules): boolean {
    const rules = active.documentRules(this.#entries.length);
    const before = this.#documentRules;
    this.#documentRules = rules;
    const isConcerned = ({ result }: Entry): boolean =>
      result.kind !== undefined && rules.some(({ rule }) => concerns(rule, result.kind));
    if (rules === before && !hasNewIgnores && !removed.some(isConcerned) && !added.some(isConcerned)) return false;
    const extra = this.#documentFindings(rules, active);
    if (extra.size === 0 && this.#extra.size === 0) return false;
    this.#extra = extra;
    return true;
  }

  #documentFindings(rules: readonly Active<DocumentRule>[], active: ActiveRules): Extra {
    const found = new Map<SipMessage, Finding[]>();
    for (const { rule, severity } of rules) {
      const report: ReportAt = (target, { start, end }, message, options) => {
        const finding = { rule: rule.id, severity, message, spec: rule.spec, start, end, ...options };
        const own = target.checked instanceof MessageResult ? target.checked.ignores : [];
        if ([...own, ...this.#fileIgnores].some(ignore => covers(ignore, finding))) return;
        found.set(target, [...(found.get(target) ?? []), finding]);
      };
      const concerned = this.#entries.filter(({ result }) => concerns(rule, result.kind)).map(entry => entry.message);
      try {
        rule.check(concerned, report, { configuration: active.configuration });
      } catch (error) {
        tellFailure(rule, error, this.#log);
      }
    }
    return found;
  }

  #showAll(active: ActiveRules): void {
    for (const entry of this.#entries) this.#suppress(entry, active);
    const extra = this.#fileIgnores.length > 0 ? this.#withUnusedFileIgnores(active) : this.#extra;
    for (let index = 0; index < this.#entries.length; index++) this.#show(index, active, extra);
  }

  #show(index: number, active: ActiveRules, extra: Extra): void {
    const entry = this.#entries[index];
    if (entry === undefined) return;
    this.#suppress(entry, active);
    const shown = merged(entry.findings, extra.get(entry.message));
    this.#total += shown.length - (this.#shown[index]?.length ?? 0);
    this.#shown[index] = shown;
  }

  /** Decides which findings of a message are shown, with those of its Call-ID, and which ignores are not needed. */
  #suppress(entry: Entry, active: ActiveRules): void {
    const all = merged(entry.result.findings, entry.group?.findingsOf(entry.message));
    const here = entry.result.ignores.filter(ignore => ignore.scope === 'here');
    if (here.length === 0 && this.#fileIgnores.length === 0) {
      entry.findings = all;
      return;
    }
    const used = new Set<Ignore>();
    const kept = all.filter(finding => {
      const by = [...here, ...this.#fileIgnores].find(ignore => covers(ignore, finding));
      if (by !== undefined) used.add(by);
      return by === undefined;
    });
    const unused = here
      .filter(ignore => !used.has(ignore))
      .flatMap(ignore => this.#unused(active, ignore, entry.message));
    entry.findings = [...kept, ...unused].sort(inOrder);
    entry.used = [...used].filter(ignore => ignore.scope === 'file');
  }

  #unused(active: ActiveRules, ignore: Ignore, message: SipMessage): readonly Finding[] {
    const { rule } = ignore;
    // What document rules find is not known yet, and a rule that is off may be on again tomorrow.
    if (!active.isOn(rule) || active.document.some(one => one.rule.id === rule)) return NONE;
    const known = [...KNOWN_RULES, ...this.#rules.map(one => one.id)];
    const [finding] = own(active, UNUSED_IGNORE, ignore, unusedText(rule, known));
    if (finding === undefined) return NONE;
    // What a dialog rule finds depends on other files, which are not always there; and a slip is for a person to repair.
    const isCertain = known.includes(rule) && !active.dialog.some(one => one.rule.id === rule);
    return [isCertain ? { ...finding, fix: removeLineFix(message, ignore) } : finding];
  }

  /** The findings of document rules, and the ignores for the whole file that nothing needs. */
  #withUnusedFileIgnores(active: ActiveRules): Extra {
    const extra = new Map(this.#extra);
    const used = new Set(this.#entries.flatMap(entry => entry.used));
    for (const { message, result } of this.#entries) {
      const unused = result.ignores.filter(ignore => ignore.scope === 'file' && !used.has(ignore));
      if (unused.length === 0) continue;
      extra.set(message, [
        ...(extra.get(message) ?? []),
        ...unused.flatMap(ignore => this.#unused(active, ignore, message)),
      ]);
    }
    return extra;
  }
}

function removeLineFix({ text }: SipMessage, { start, end }: Ignore): Fix {
  const lineEnd = /^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return { title: 'Remove this comment', edits: [{ start, end: end + lineEnd, text: '' }] };
}

function unusedText(rule: string, known: readonly string[]): string {
  if (rule === '') return 'This @ignore names no rule; expected "@ignore rule-id reason".';
  if (known.includes(rule)) return `Nothing is found here by ${rule}, so this comment can be removed.`;
  const meant = nearest(rule, known);
  return `There is no rule "${rule.slice(0, 64)}", so this ignores nothing.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`;
}

/** Puts `added` in the place of `count` elements; only when the numbers differ does the rest of the array move. */
function replace<T>(array: T[], from: number, count: number, added: readonly T[]): void {
  if (count === added.length) {
    for (const [index, one] of added.entries()) array[from + index] = one;
    return;
  }
  const rest = array.slice(from + count);
  array.length = from;
  for (const one of added) array.push(one);
  for (const one of rest) array.push(one);
}

const known = new WeakMap<Configuration, ActiveRules>();

/** One object for one configuration, so that what was found in a message is found again. */
function activeRules(rules: readonly Rule[], configuration: Configuration): ActiveRules {
  if (rules !== RULES) return new ActiveRules(rules, configuration);
  let active = known.get(configuration);
  if (active === undefined) {
    active = new ActiveRules(rules, configuration);
    known.set(configuration, active);
  }
  return active;
}

/** Both lists are in order; the first one itself when there is nothing to add. */
function merged(a: readonly Finding[], b: readonly Finding[] | undefined): readonly Finding[] {
  return b === undefined || b.length === 0 ? a : [...a, ...b].sort(inOrder);
}

/** A finding of the runner itself, none when the configuration switched it off. */
function own(
  active: ActiveRules,
  info: RuleInfo,
  { start, end }: { readonly start: number; readonly end: number },
  message: string,
): readonly Finding[] {
  const severity = active.severity(info.id, info.severity);
  return severity === undefined ? NONE : [{ rule: info.id, severity, message, spec: info.spec, start, end }];
}

/** The first thousand findings, and one that says how many there are. */
function limited(byMessage: readonly (readonly Finding[])[], total: number, active: ActiveRules): DocumentFindings {
  if (total <= MAXIMUM_FINDINGS) return { byMessage, total };
  let left = MAXIMUM_FINDINGS;
  const shown = byMessage.map(findings => {
    if (left < 0) return NONE;
    if (findings.length <= left) {
      left -= findings.length;
      return findings;
    }
    const cut = findings[left] ?? { start: 0, end: 0 };
    const kept = findings.slice(0, left);
    left = -1;
    const text = `The file has ${total} findings; only the first ${MAXIMUM_FINDINGS} are shown.`;
    return [...kept, ...own(active, TOO_MANY_FINDINGS, cut, text)];
  });
  return { byMessage: shown, total };
}
