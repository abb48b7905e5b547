/** Which rules run under a configuration, with what severity, and which of them a message can interest. */

import type { Configuration, RuleSeverity } from '../config/configuration.ts';
import { profileSeverity } from './profiles.ts';
import type { DialogRule, DocumentRule, MessageRule, Rule, Severity } from './rule.ts';
import type { MessageKind } from './shared/outline.ts';

/** A rule that is switched on, and with what severity. */
export interface Active<R extends Rule> {
  readonly rule: R;
  readonly severity: Severity;
}

export class ActiveRules {
  readonly configuration: Configuration;
  readonly message: readonly Active<MessageRule>[];
  readonly dialog: readonly Active<DialogRule>[];
  /** Some dialog rule can speak about one message alone. */
  readonly hasLone: boolean;
  readonly document: readonly Active<DocumentRule>[];
  #chosen: readonly Active<DocumentRule>[] = [];
  /** Rules that the configuration or the profile switched off. */
  readonly #off = new Set<string>();
  readonly #byKind = new WeakMap<MessageKind, Uint8Array>();
  readonly #dialogByKind = new WeakMap<MessageKind, Uint8Array>();

  constructor(rules: readonly Rule[], configuration: Configuration) {
    this.configuration = configuration;
    const message: Active<MessageRule>[] = [];
    const dialog: Active<DialogRule>[] = [];
    const document: Active<DocumentRule>[] = [];
    for (const rule of rules) {
      const severity = this.severity(rule.id, profileSeverity(configuration.profile, rule));
      if (severity === undefined) {
        this.#off.add(rule.id);
        continue;
      }
      if (rule.scope === 'dialog') dialog.push({ rule, severity });
      else if (rule.scope === 'document') document.push({ rule, severity });
      else message.push({ rule, severity });
    }
    this.message = message;
    this.dialog = dialog;
    this.hasLone = dialog.some(({ rule }) => rule.lone === true);
    this.document = document;
  }

  /** The severity that the configuration gives the rule, undefined when it is off. */
  severity(id: string, own: RuleSeverity): Severity | undefined {
    const configured = this.configuration.rules[id] ?? own;
    return configured === 'off' ? undefined : configured;
  }

  /** Whether findings of this id can come up at all. */
  isOn(id: string): boolean {
    return !this.#off.has(id) && this.configuration.rules[id] !== 'off';
  }

  /** The document rules for a document of so many messages; the same list for the same rules. */
  documentRules(count: number): readonly Active<DocumentRule>[] {
    const rules = this.document.filter(({ rule }) => rule.most === undefined || count <= rule.most);
    const same = rules.length === this.#chosen.length && rules.every((one, index) => one === this.#chosen[index]);
    if (!same) this.#chosen = rules;
    return this.#chosen;
  }

  /** For each of the message rules 1 when it can speak about messages of this kind, otherwise 0. */
  concerned(kind: MessageKind): Uint8Array {
    return flagsOf(this.#byKind, this.message, kind);
  }

  /** The same for the dialog rules, and a call that has a message of this kind. */
  concernedDialog(kind: MessageKind): Uint8Array {
    return flagsOf(this.#dialogByKind, this.dialog, kind);
  }
}

function flagsOf(
  known: WeakMap<MessageKind, Uint8Array>,
  rules: readonly Active<MessageRule | DialogRule>[],
  kind: MessageKind,
): Uint8Array {
  let flags = known.get(kind);
  if (flags === undefined) {
    flags = Uint8Array.from(rules, ({ rule }) => (concerns(rule, kind) ? 1 : 0));
    known.set(kind, flags);
  }
  return flags;
}

/** Whether a rule can speak about a message; only rules without conditions concern text that is no message. */
export function concerns(rule: Rule, kind: MessageKind | undefined): boolean {
  if (rule.headers === undefined && rule.concerns === undefined) return true;
  if (kind === undefined) return false;
  if (rule.headers !== undefined && !rule.headers.some(name => kind.has(name))) return false;
  return rule.concerns?.(kind) ?? true;
}
