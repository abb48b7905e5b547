/** What is found in one message alone: its syntax errors and the message rules, remembered while the message lives. */

import { SYNTAX_ERRORS } from '../syntax/errors.ts';
import type { SipMessage } from '../syntax/message.ts';
import { param } from '../syntax/values.ts';
import type { ActiveRules } from './active.ts';
import { addBodyErrors } from './bodyFindings.ts';
import { type Ignore, ignoresOf } from './ignores.ts';
import type { Finding, MessageRule, Report, Rule, RuleContext, Severity } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import type { MessageKind } from './shared/outline.ts';

/** Where a rule that throws is reported: one line with its id. */
export type Log = (line: string) => void;

export class MessageResult {
  readonly active: ActiveRules;
  /** Before suppression, in the order of the text. */
  readonly findings: readonly Finding[];
  readonly ignores: readonly Ignore[];
  /** Undefined for text that is no message. */
  readonly kind: MessageKind | undefined;
  /** CSeq number of a request without To tag, undefined for everything else. */
  readonly outsideDialog: number | undefined;

  constructor(active: ActiveRules, findings: readonly Finding[], facts: Facts) {
    this.active = active;
    this.findings = findings;
    this.ignores = ignoresOf(facts.message);
    this.kind = facts.request === undefined && facts.status === undefined ? undefined : facts.kind;
    const inside = facts.request === undefined || param(facts.address('To')?.params ?? [], 'tag') !== undefined;
    this.outsideDialog = inside ? undefined : facts.cseq()?.number;
  }
}

export function checkMessage(message: SipMessage, active: ActiveRules, log: Log): MessageResult {
  const known = message.checked;
  if (known instanceof MessageResult && known.active === active) return known;
  const findings: Finding[] = [];
  addSyntaxErrors(message, active, findings);
  addBodyErrors(message, active, findings);
  const facts = factsOf(message);
  if (facts.request !== undefined || facts.status !== undefined) runRules(facts, active, findings, log);
  if (findings.length > 1) findings.sort(inOrder);
  const result = new MessageResult(active, findings, facts);
  message.checked = result;
  return result;
}

function addSyntaxErrors(message: SipMessage, active: ActiveRules, findings: Finding[]): void {
  for (const { code, start, end } of message.errors) {
    const severity = active.severity(code, 'error');
    if (severity === undefined) continue;
    const row = SYNTAX_ERRORS[code];
    findings.push({ rule: code, severity, message: row.message, spec: row.spec, start, end });
  }
}

function runRules({ message, kind }: Facts, active: ActiveRules, findings: Finding[], log: Log): void {
  const context: RuleContext = { configuration: active.configuration };
  // One closure serves all rules of a message: most rules are silent, and then this is all that they allocate.
  let severity: Severity;
  let current: MessageRule;
  const report: Report = ({ start, end }, text, options) => {
    findings.push({ rule: current.id, severity, message: text, spec: current.spec, start, end, ...options });
  };
  for (const { rule, severity: own } of active.messageRules(kind)) {
    severity = own;
    current = rule;
    try {
      rule.check(message, report, context);
    } catch (error) {
      tellFailure(rule, error, log);
    }
  }
}

/** A rule that throws is a bug of ours; the others still run. */
export function tellFailure(rule: Rule, error: unknown, log: Log): void {
  log(`Rule ${rule.id} failed: ${error instanceof Error ? error.message : 'unknown reason'}`);
}

export function inOrder(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
