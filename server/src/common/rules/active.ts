/** Which rules run under a configuration, with what severity, and which of them a message can interest. */

import type { Configuration } from '../config/configuration.ts';
import type { DialogRule, DocumentRule, MessageRule, Rule, Severity } from './rule.ts';
import type { Outline } from './shared/outline.ts';

/** A rule that is switched on, and with what severity. */
export interface Active<R extends Rule> {
  readonly rule: R;
  readonly severity: Severity;
}

export class ActiveRules {
  readonly configuration: Configuration;
  readonly message: readonly Active<MessageRule>[];
  readonly dialog: readonly Active<DialogRule>[];
  readonly document: readonly Active<DocumentRule>[];
  readonly #byOutline = new WeakMap<Outline, readonly Active<MessageRule>[]>();

  constructor(rules: readonly Rule[], configuration: Configuration) {
    this.configuration = configuration;
    const message: Active<MessageRule>[] = [];
    const dialog: Active<DialogRule>[] = [];
    const document: Active<DocumentRule>[] = [];
    for (const rule of rules) {
      const severity = this.severity(rule.id, rule.severity);
      if (severity === undefined) continue;
      if (rule.scope === 'dialog') dialog.push({ rule, severity });
      else if (rule.scope === 'document') document.push({ rule, severity });
      else message.push({ rule, severity });
    }
    this.message = message;
    this.dialog = dialog;
    this.document = document;
  }

  /** The severity that the configuration gives the rule, undefined when it is off. */
  severity(id: string, own: Severity): Severity | undefined {
    const configured = this.configuration.rules[id] ?? own;
    return configured === 'off' ? undefined : configured;
  }

  /** The message rules that can speak about a message with these header fields. */
  messageRules(outline: Outline): readonly Active<MessageRule>[] {
    let rules = this.#byOutline.get(outline);
    if (rules === undefined) {
      rules = this.message.filter(({ rule }) => rule.headers?.some(name => outline.has(name)) ?? true);
      this.#byOutline.set(outline, rules);
    }
    return rules;
  }
}
