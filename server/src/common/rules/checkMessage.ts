/** What is found in one message alone: its syntax errors and the message rules, remembered while the message lives. */

import { SYNTAX_ERRORS, syntaxErrorText } from '../syntax/errors.ts';
import type { SipMessage } from '../syntax/message.ts';
import { param } from '../syntax/values.ts';
import type { ActiveRules } from './active.ts';
import { addBodyErrors } from './bodyFindings.ts';
import { type Ignore, ignoresOf } from './ignores.ts';
import type { Finding, Report, Rule, RuleContext } from './rule.ts';
import { FACTS_KEPT, type Facts, factsOf } from './shared/facts.ts';
import type { MessageKind } from './shared/outline.ts';
import { sdpOf } from './shared/sdp.ts';
import { syntaxFix } from './syntaxFixes.ts';

/** Where a rule that throws is reported: one line with its id. */
export type Log = (line: string) => void;

export class MessageResult {
  /** Undefined: nobody has looked at the message yet. */
  readonly active: ActiveRules | undefined;
  /** Before suppression, in the order of the text. */
  readonly findings: readonly Finding[];
  readonly ignores: readonly Ignore[];
  /** Undefined for text that is no message. */
  readonly kind: MessageKind | undefined;
  readonly callId: string | undefined;
  /** CSeq number of a request without To tag, undefined for everything else. */
  readonly outsideDialog: number | undefined;

  constructor(active?: ActiveRules, findings: readonly Finding[] = [], facts?: Facts) {
    this.active = active;
    this.findings = findings;
    this.ignores = facts === undefined ? [] : ignoresOf(facts.message);
    this.kind = facts?.request === undefined && facts?.status === undefined ? undefined : facts.kind;
    this.callId = facts?.every('Call-ID')[0]?.raw;
    const isInside = facts?.request === undefined || param(facts.address('To')?.params ?? [], 'tag') !== undefined;
    this.outsideDialog = isInside ? undefined : facts.cseq()?.number;
  }
}

/** The result of a message that has not been checked. */
export const UNCHECKED = new MessageResult();

/** A message that is being checked. */
interface Job {
  readonly facts: Facts;
  readonly findings: Finding[];
}

/** Messages of one kind, and which rules concern them. */
interface Alike {
  readonly jobs: Job[];
  readonly concerned: Uint8Array;
}

/**
 * Messages are checked this many at a time, each rule on all of them before the next rule. The rules together are more
 * code than the processor keeps at hand, so taking all rules message by message is slower by a third.
 */
const BATCH = FACTS_KEPT;

/** Those that were not checked with these rules before. */
export function unchecked(messages: readonly SipMessage[], active: ActiveRules): readonly SipMessage[] {
  return messages.filter(({ checked }) => !(checked instanceof MessageResult && checked.active === active));
}

/** Checks messages; the results stand in `checked`. */
export function checkMessages(messages: readonly SipMessage[], active: ActiveRules, log: Log): void {
  for (let from = 0; from < messages.length; from += BATCH) checkBatch(messages.slice(from, from + BATCH), active, log);
}

function checkBatch(messages: readonly SipMessage[], active: ActiveRules, log: Log): void {
  const jobs = messages.map((message): Job => ({ facts: factsOf(message), findings: [] }));
  for (const { facts, findings } of jobs) {
    addSyntaxErrors(facts.message, active, findings);
    addBodyErrors(facts.message, active, findings);
    // The body has just been read; the rules ask for it later, when others have been read as well.
    sdpOf(facts.message);
  }
  runRules(byKind(jobs, active), active, log);
  for (const { facts, findings } of jobs) {
    if (findings.length > 1) findings.sort(inOrder);
    facts.message.checked = new MessageResult(active, findings, facts);
  }
}

function addSyntaxErrors(message: SipMessage, active: ActiveRules, findings: Finding[]): void {
  for (const error of message.errors) {
    const { code, start, end } = error;
    const severity = active.severity(code, 'error');
    if (severity === undefined) continue;
    const fix = syntaxFix(message, error);
    findings.push({
      rule: code,
      severity,
      message: syntaxErrorText(message.text, error),
      spec: SYNTAX_ERRORS[code].spec,
      start,
      end,
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

/** Text that is no message is left out: only its syntax is checked. */
function byKind(jobs: readonly Job[], active: ActiveRules): readonly Alike[] {
  const kinds = new Map<MessageKind, Alike>();
  for (const job of jobs) {
    const { kind, request, status } = job.facts;
    if (request === undefined && status === undefined) continue;
    const alike = kinds.get(kind);
    if (alike === undefined) kinds.set(kind, { jobs: [job], concerned: active.concerned(kind) });
    else alike.jobs.push(job);
  }
  return [...kinds.values()];
}

function runRules(kinds: readonly Alike[], active: ActiveRules, log: Log): void {
  const context: RuleContext = { configuration: active.configuration };
  // One closure serves all rules: most of them are silent, and then this is all that they allocate.
  let current = active.message[0];
  let findings: Finding[] = [];
  const report: Report = ({ start, end }, text, options) => {
    if (current === undefined) return;
    const { rule, severity } = current;
    findings.push({ rule: rule.id, severity, message: text, spec: rule.spec, start, end, ...options });
  };
  for (const [index, one] of active.message.entries()) {
    current = one;
    for (const { jobs, concerned } of kinds) {
      if (concerned[index] !== 1) continue;
      for (const job of jobs) {
        findings = job.findings;
        try {
          one.rule.check(job.facts.message, report, context);
        } catch (error) {
          tellFailure(one.rule, error, log);
        }
      }
    }
  }
}

/** A rule that throws is a bug of ours; the others still run. What an error says may quote the message, so it stays out. */
export function tellFailure(rule: Rule, error: unknown, log: Log): void {
  const { name, stack = '' } = error instanceof Error ? error : { name: typeof error };
  const place = /^ +at .*$/m.exec(stack)?.[0].trim() ?? '';
  log(`Rule ${rule.id} failed: ${name} ${place}`.trimEnd());
}

export function inOrder(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
