/** The shape of a rule and of what it finds. A rule is a value in its own file; `run.ts` runs them. */

import type { Configuration } from '../config/configuration.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { MessageKind } from './shared/outline.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A place in a message: any node, header or view has one. Offsets in `SipMessage.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A change of the message's text that repairs the fault for certain. */
export interface Fix {
  /** Imperative, for the light bulb: `Set Content-Length to 142`. */
  readonly title: string;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** The other end of a cross-message finding. */
export interface Related {
  readonly target: SipMessage;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export interface Finding extends Span {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly spec: string;
  readonly fix?: Fix;
  readonly suggestion?: Fix;
  readonly related?: readonly Related[];
}

export interface ReportOptions {
  /** The clause of this very finding, where the rule covers several. */
  readonly spec?: string;
  readonly fix?: Fix;
  /**
   * A change that removes the finding but may be the wrong one, since another message or value can be at fault as well,
   * or that changes what somebody has really sent. It is offered, and never applied with others.
   */
  readonly suggestion?: Fix;
  readonly related?: readonly Related[];
}

/** Reports one finding at `span` with one sentence that says what is wrong and what is expected. */
export type Report = (span: Span, message: string, options?: ReportOptions) => void;

/** What a rule may look at besides its message. Rules must not read the configuration's secrets. */
export interface RuleContext {
  readonly configuration: Configuration;
}

/** What can be said about any finding's `rule`: the rules, and the few findings that the runner makes itself. */
export interface RuleInfo {
  /** Diagnostic code, setting name and file name; kebab-case, never renamed. */
  readonly id: string;
  readonly severity: Severity;
  /** Specification and clause, `RFC 3261 §8.1.1.5`. */
  readonly spec: string;
  /** What the rule asks and why, one or two sentences in plain words. */
  readonly doc: string;
}

interface RuleBase extends RuleInfo {
  /** A message text on which the rule is silent. */
  readonly good: string;
  /** A message text with a caret line (`  ^^^^`) under each range that the rule must report. */
  readonly bad: string;
}

/** Looks at one message alone. */
export interface MessageRule extends RuleBase {
  readonly scope?: 'message';
  /** The rule can only speak about messages that have one of these header fields (registry names); default: all. */
  readonly headers?: readonly string[];
  /**
   * Whether the rule can say anything about messages with these header fields, this method and this status code;
   * default: yes. Asked once for each kind of message, so what it rules out costs nothing.
   */
  concerns?(kind: MessageKind): boolean;
  check(message: SipMessage, report: Report, context: RuleContext): void;
}

/** Looks at the messages of one Call-ID, in the order of the file. Reports at one of them. */
export interface DialogRule extends RuleBase {
  readonly scope: 'dialog';
  /** The rule can speak about a message that is the only one of its Call-ID; default: it compares two at least. */
  readonly lone?: true;
  /** The rule can only speak where one of the messages has one of these header fields; default: everywhere. */
  readonly headers?: readonly string[];
  /** The rule can only speak where one of the messages is of such a kind, and has one of `headers` if it names some. */
  concerns?(kind: MessageKind): boolean;
  check(messages: readonly SipMessage[], report: ReportAt, context: RuleContext): void;
}

/** Looks at the whole document; kept for what cannot be said by Call-ID. */
export interface DocumentRule extends RuleBase {
  readonly scope: 'document';
  /** It looks at documents of at most so many messages. */
  readonly most?: number;
  readonly headers?: readonly string[];
  /** Whether it looks at messages of this kind; an edit of the others does not make it run again. */
  concerns?(kind: MessageKind): boolean;
  /** `messages` are those that concern it, in the order of the file. */
  check(messages: readonly SipMessage[], report: ReportAt, context: RuleContext): void;
}

export type ReportAt = (target: SipMessage, span: Span, message: string, options?: ReportOptions) => void;

export type Rule = MessageRule | DialogRule | DocumentRule;
