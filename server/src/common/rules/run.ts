/** Runs the rules over a document and keeps what an edit does not touch. */

import type { Configuration } from '../config/configuration.ts';
import { releaseViews } from '../syntax/cache.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { callIdOf } from '../syntax/views.ts';
import { ActiveRules } from './active.ts';
import { checkMessage, inOrder, type Log, type MessageResult, tellFailure } from './checkMessage.ts';
import { Group } from './groups.ts';
import { covers, type Ignore } from './ignores.ts';
import { RULES } from './index.ts';
import type { Finding, ReportAt, Rule, RuleInfo } from './rule.ts';
import { NOT_SIP, TOO_MANY_FINDINGS, UNUSED_IGNORE } from './runnerFindings.ts';

/** What a document shows at most (DESIGN §12); editors show no more either. */
export const MAXIMUM_FINDINGS = 1000;

export interface DocumentFindings {
  /** One list for each of `document.messages`, in the order of the text; the same array while nothing changed in it. */
  readonly byMessage: readonly (readonly Finding[])[];
  /** How many there are before the limit. */
  readonly total: number;
}

const NONE: readonly Finding[] = [];
const silent: Log = () => {};

/** The findings of a document, from scratch but for the messages that were checked before. */
export function runRules(document: SipDocument, configuration: Configuration, log: Log = silent): DocumentFindings {
  return new RuleRunner(log).run(document, configuration);
}

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

/** Checks one document again and again while it is edited. An edit costs its message and its Call-ID. */
export class RuleRunner {
  readonly #log: Log;
  readonly #rules: readonly Rule[];
  #active: ActiveRules | undefined;
  #entries: readonly Entry[] = [];
  #groups = new Map<string, Group>();
  #fileIgnores: readonly Ignore[] = [];

  constructor(log: Log = silent, rules: readonly Rule[] = RULES) {
    const reported = new Set<string>();
    this.#log = line => {
      if (!reported.has(line)) log(line);
      reported.add(line);
    };
    this.#rules = rules;
  }

  run(document: SipDocument, configuration: Configuration): DocumentFindings {
    if (this.#active?.configuration !== configuration) this.#reset(configuration);
    const active = this.#active ?? new ActiveRules(this.#rules, configuration);
    if (!document.isSip) return this.#notSip(document, active);
    const change = this.#takeMessages(document, active);
    const dirty = this.#checkGroups(change, active);
    // At rest a message is its text and its tape; what the rules made of it would be five times as much.
    for (const { message } of change.added) releaseViews(message);
    const fileIgnores = this.#readFileIgnores(change);
    this.#suppress(fileIgnores ? this.#entries : dirty, active);
    return limited(this.#withDocumentFindings(document, active), active);
  }

  #reset(configuration: Configuration): void {
    this.#active = activeRules(this.#rules, configuration);
    this.#entries = [];
    this.#groups = new Map();
    this.#fileIgnores = [];
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
  #takeMessages(document: SipDocument, active: ActiveRules): Change {
    const { messages } = document;
    const old = this.#entries;
    const shorter = Math.min(old.length, messages.length);
    let from = 0;
    while (from < shorter && old[from]?.message === messages[from]) from++;
    let tail = 0;
    while (tail < shorter - from && old[old.length - 1 - tail]?.message === messages[messages.length - 1 - tail])
      tail++;
    const removed = old.slice(from, old.length - tail);
    const added = messages.slice(from, messages.length - tail).map(message => this.#entryOf(message, active));
    this.#entries =
      removed.length === 0 && added.length === 0
        ? old
        : [...old.slice(0, from), ...added, ...old.slice(old.length - tail)];
    return { removed, added };
  }

  #entryOf(message: SipMessage, active: ActiveRules): Entry {
    const result = checkMessage(message, active, this.#log);
    const callId = callIdOf(message);
    return { message, result, group: this.#groupOf(callId), findings: NONE, used: [] };
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

  /** Runs the dialog rules of the groups whose members changed; returns the entries that must be looked at again. */
  #checkGroups({ removed, added }: Change, active: ActiveRules): readonly Entry[] {
    const members = new Map<Group, SipMessage[]>();
    for (const { group } of [...removed, ...added]) if (group !== undefined) members.set(group, []);
    const again = added.filter(entry => entry.group === undefined);
    if (members.size === 0) return again;
    // One pointer comparison a message is all that the size of the file costs.
    for (const entry of this.#entries) {
      const list = entry.group === undefined ? undefined : members.get(entry.group);
      if (list === undefined) continue;
      list.push(entry.message);
      again.push(entry);
    }
    for (const [group, list] of members) {
      if (list.length === 0) this.#groups.delete(group.callId);
      else group.update(list, active, this.#log);
    }
    return again;
  }

  /** Whether the ignores for the whole file changed, so that every message must be looked at again. */
  #readFileIgnores({ removed, added }: Change): boolean {
    const hasSome = (entry: Entry): boolean => entry.result.ignores.some(ignore => ignore.scope === 'file');
    if (!removed.some(hasSome) && !added.some(hasSome)) return false;
    this.#fileIgnores = this.#entries.flatMap(entry => entry.result.ignores.filter(ignore => ignore.scope === 'file'));
    return true;
  }

  #suppress(entries: readonly Entry[], active: ActiveRules): void {
    for (const entry of entries) {
      const all = merged(entry.result.findings, entry.group?.findingsOf(entry.message));
      const here = entry.result.ignores.filter(ignore => ignore.scope === 'here');
      if (here.length === 0 && this.#fileIgnores.length === 0) {
        entry.findings = all;
        continue;
      }
      const used = new Set<Ignore>();
      const kept = all.filter(finding => {
        const by = [...here, ...this.#fileIgnores].find(ignore => covers(ignore, finding));
        if (by !== undefined) used.add(by);
        return by === undefined;
      });
      // What document rules find is not known yet; an ignore of theirs is never called unused.
      const isUnused = (ignore: Ignore): boolean =>
        !used.has(ignore) && !active.document.some(one => one.rule.id === ignore.rule);
      const unused = here.filter(isUnused).flatMap(ignore => this.#unused(active, ignore));
      entry.findings = [...kept, ...unused].sort(inOrder);
      entry.used = [...used].filter(ignore => ignore.scope === 'file');
    }
  }

  #unused(active: ActiveRules, ignore: Ignore): readonly Finding[] {
    if (ignore.rule === '')
      return own(active, UNUSED_IGNORE, ignore, 'This @ignore names no rule; expected "@ignore rule-id reason".');
    return own(
      active,
      UNUSED_IGNORE,
      ignore,
      `Nothing is found here by ${ignore.rule}, so this comment can be removed.`,
    );
  }

  /** Adds what only the whole document shows: document rules and ignores for the file that nothing needs. */
  #withDocumentFindings(document: SipDocument, active: ActiveRules): readonly (readonly Finding[])[] {
    const extra = this.#documentFindings(document, active);
    const byMessage = this.#entries.map(entry => entry.findings);
    if (this.#fileIgnores.length > 0) this.#addUnusedFileIgnores(extra, active);
    if (extra.size === 0) return byMessage;
    return byMessage.map((findings, index) =>
      merged(findings, extra.get(this.#entries[index]?.message)?.sort(inOrder)),
    );
  }

  #documentFindings(document: SipDocument, active: ActiveRules): Map<SipMessage | undefined, Finding[]> {
    const found = new Map<SipMessage | undefined, Finding[]>();
    for (const { rule, severity } of active.document) {
      const report: ReportAt = (target, { start, end }, message, options) => {
        const finding = { rule: rule.id, severity, message, spec: rule.spec, start, end, ...options };
        const entry = this.#entries.find(one => one.message === target);
        const ignores = [...(entry?.result.ignores ?? []), ...this.#fileIgnores];
        if (ignores.some(ignore => covers(ignore, finding))) return;
        found.set(target, [...(found.get(target) ?? []), finding]);
      };
      try {
        rule.check(document, report, { configuration: active.configuration });
      } catch (error) {
        tellFailure(rule, error, this.#log);
      }
    }
    return found;
  }

  #addUnusedFileIgnores(extra: Map<SipMessage | undefined, Finding[]>, active: ActiveRules): void {
    const used = new Set(this.#entries.flatMap(entry => entry.used));
    for (const { message, result } of this.#entries) {
      const unused = result.ignores.filter(ignore => ignore.scope === 'file' && !used.has(ignore));
      if (unused.length === 0) continue;
      extra.set(message, [...(extra.get(message) ?? []), ...unused.flatMap(ignore => this.#unused(active, ignore))]);
    }
  }
}

interface Change {
  readonly removed: readonly Entry[];
  readonly added: readonly Entry[];
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
function limited(byMessage: readonly (readonly Finding[])[], active: ActiveRules): DocumentFindings {
  let total = 0;
  for (const findings of byMessage) total += findings.length;
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
