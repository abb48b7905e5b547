/** What is found in one message alone: its syntax errors and the message rules, remembered while the message lives. */

import { SYNTAX_ERRORS } from '../syntax/errors.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { Active, ActiveRules } from './active.ts';
import { type Ignore, ignoresOf } from './ignores.ts';
import type { Finding, MessageRule, Report, Rule, RuleContext } from './rule.ts';
import { factsOf } from './shared/facts.ts';

/** Where a rule that throws is reported: one line with its id. */
export type Log = (line: string) => void;

export interface MessageResult {
  readonly active: ActiveRules;
  /** Before suppression, in the order of the text. */
  readonly findings: readonly Finding[];
  readonly ignores: readonly Ignore[];
}

const results = new WeakMap<SipMessage, MessageResult>();

export function checkMessage(message: SipMessage, active: ActiveRules, log: Log): MessageResult {
  const known = results.get(message);
  if (known?.active === active) return known;
  const findings: Finding[] = [];
  addSyntaxErrors(message, active, findings);
  const context: RuleContext = { configuration: active.configuration };
  const facts = factsOf(message);
  if (facts.request !== undefined || facts.status !== undefined) {
    for (const rule of rulesFor(facts.headers, active)) runOne(rule, message, context, findings, log);
  }
  const result: MessageResult = { active, findings: findings.sort(inOrder), ignores: ignoresOf(message) };
  results.set(message, result);
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

function rulesFor(headers: readonly { readonly name: string }[], active: ActiveRules): Iterable<Active<MessageRule>> {
  const chosen = new Set(active.always);
  for (const { name } of headers) {
    for (const rule of active.byHeader.get(name) ?? []) chosen.add(rule);
  }
  return chosen;
}

function runOne(
  { rule, severity }: Active<MessageRule>,
  message: SipMessage,
  context: RuleContext,
  findings: Finding[],
  log: Log,
): void {
  const report: Report = (span, text, options) => {
    const { start, end } = span;
    findings.push({ rule: rule.id, severity, message: text, spec: rule.spec, start, end, ...options });
  };
  guard(rule, log, () => rule.check(message, report, context));
}

/** A rule that throws is a bug of ours; the others still run. */
export function guard(rule: Rule, log: Log, check: () => void): void {
  try {
    check();
  } catch (error) {
    log(`Rule ${rule.id} failed: ${error instanceof Error ? error.message : 'unknown reason'}`);
  }
}

export function inOrder(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
