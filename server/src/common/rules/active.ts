/** Which rules run under a configuration, with what severity, and which of them a message can interest. */

import type { Configuration } from '../config/configuration.ts';
import type { DialogRule, DocumentRule, MessageRule, Rule, Severity } from './rule.ts';

export interface Active<R extends Rule> {
  readonly rule: R;
  readonly severity: Severity;
}

export class ActiveRules {
  readonly configuration: Configuration;
  /** Run on every message. */
  readonly always: readonly Active<MessageRule>[];
  /** Run on messages that have the header field. A rule of several header fields stands in several lists. */
  readonly byHeader: ReadonlyMap<string, readonly Active<MessageRule>[]>;
  readonly dialog: readonly Active<DialogRule>[];
  readonly document: readonly Active<DocumentRule>[];

  constructor(rules: readonly Rule[], configuration: Configuration) {
    this.configuration = configuration;
    const always: Active<MessageRule>[] = [];
    const byHeader = new Map<string, Active<MessageRule>[]>();
    const dialog: Active<DialogRule>[] = [];
    const document: Active<DocumentRule>[] = [];
    for (const rule of rules) {
      const severity = this.severity(rule.id, rule.severity);
      if (severity === undefined) continue;
      if (rule.scope === 'dialog') dialog.push({ rule, severity });
      else if (rule.scope === 'document') document.push({ rule, severity });
      else if (rule.headers === undefined) always.push({ rule, severity });
      else addByHeader(byHeader, rule.headers, { rule, severity });
    }
    this.always = always;
    this.byHeader = byHeader;
    this.dialog = dialog;
    this.document = document;
  }

  /** The severity that the configuration gives the rule, undefined when it is off. */
  severity(id: string, own: Severity): Severity | undefined {
    const configured = this.configuration.rules[id] ?? own;
    return configured === 'off' ? undefined : configured;
  }
}

function addByHeader(
  byHeader: Map<string, Active<MessageRule>[]>,
  headers: readonly string[],
  active: Active<MessageRule>,
): void {
  for (const name of headers) {
    const list = byHeader.get(name);
    if (list === undefined) byHeader.set(name, [active]);
    else list.push(active);
  }
}
