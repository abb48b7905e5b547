/**
 * The open documents. A text is kept as its messages, so an edit reparses one message; the library's own store keeps one
 * string and copies all of it for each key (234 us at 10,000 lines, 1.9 ms at 100,000).
 */

import type { Configuration } from '../config/configuration.ts';
import { offsetAt } from '../features/locate.ts';
import type { RunFailure } from '../features/runFailure.ts';
import { withFailure } from '../features/runFailure.ts';
import type { Position, Range } from '../features/types.ts';
import type { FolderFile } from '../rules/folder.ts';
import type { DocumentFindings } from '../rules/run.ts';
import { RuleRunner } from '../rules/run.ts';
import type { SipDocument } from '../syntax/document.ts';
import { editDocument, parseDocument } from '../syntax/document.ts';
import { lineStarts } from '../syntax/lines.ts';

/** UTF-16 units. Beyond it a file is a log, not something that a person writes; VS Code draws its line there as well. */
export const LARGEST_DOCUMENT = 50_000_000;

/** Messages that the rules check before anything is shown. */
const FIRST_SLICE = 200;
/** Messages that they check at a time after that, so that a key typed meanwhile waits for a few milliseconds at most. */
const SLICE = 64;

export interface ContentChange {
  /** Absent when `text` is the whole document. */
  readonly range?: Range;
  readonly text: string;
}

/** A SIP document as an editor has it, or a file of its folder that is not open. */
export class OpenDocument implements FolderFile {
  readonly uri: string;
  version: number;
  /** Undefined while the file is too large: nothing of it is kept. */
  sip: SipDocument | undefined;
  /** The state of which the client has the semantic tokens. */
  tokens: { readonly id: string; readonly sip: SipDocument } | undefined;
  /** The last run from one of its messages, when it failed. */
  failure: RunFailure | undefined;
  readonly runner: RuleRunner;
  #findings: { sip: SipDocument; configuration: Configuration; findings: DocumentFindings } | undefined;

  constructor(uri: string, version: number, text: string, log: (line: string) => void) {
    this.uri = uri;
    this.version = version;
    this.sip = text.length > LARGEST_DOCUMENT ? undefined : parseDocument(text);
    this.runner = new RuleRunner(log);
  }

  change(version: number, changes: readonly ContentChange[]): void {
    this.version = version;
    for (const { range, text } of changes) {
      if (!range) this.sip = text.length > LARGEST_DOCUMENT ? undefined : parseDocument(text);
      else if (this.sip) this.sip = applied(this.sip, range, text);
    }
  }

  /**
   * What the rules find, as far as they have come: a large file is checked in slices, see `check`. The same object
   * while nothing new was found and neither the text nor the configuration changed.
   */
  findings(configuration: Configuration): DocumentFindings {
    const { sip } = this;
    if (!sip) return { byMessage: [], total: 0 };
    const known = this.#findings;
    if (known?.sip === sip && known.configuration === configuration) return known.findings;
    const findings = this.runner.run(sip, configuration, known === undefined ? FIRST_SLICE : SLICE);
    this.#findings = { sip, configuration, findings };
    return findings;
  }

  /** The same with what made the last run fail. */
  findingsAndFailure(configuration: Configuration): DocumentFindings {
    const findings = this.findings(configuration);
    return this.sip ? withFailure(this.sip, findings, this.failure, configuration) : findings;
  }

  /** The text that the findings are about. */
  get checked(): SipDocument | undefined {
    return this.#findings?.sip;
  }

  took(findings: DocumentFindings): void {
    if (this.#findings) this.#findings.findings = findings;
  }

  /** Whether the rules have come to the end. */
  get isChecked(): boolean {
    return this.sip === undefined || this.runner.isDone;
  }

  /** Checks one slice more; whether all is checked then. */
  check(configuration: Configuration): boolean {
    const known = this.#findings;
    if (this.sip === undefined) return true;
    if (known?.sip !== this.sip || known.configuration !== configuration) this.findings(configuration);
    else if (!this.runner.isDone) known.findings = this.runner.more(SLICE);
    return this.runner.isDone;
  }
}

function applied(sip: SipDocument, range: Range, text: string): SipDocument | undefined {
  const edited = editDocument(sip, { start: offsetAt(sip, range.start), end: offsetAt(sip, range.end), text });
  return edited.length > LARGEST_DOCUMENT ? undefined : edited;
}

/** A configuration file that is open in the editor: small, so one string will do. */
export class OpenText {
  text: string;

  constructor(text: string) {
    this.text = text;
  }

  change(changes: readonly ContentChange[]): void {
    for (const { range, text } of changes) {
      if (!range) this.text = text;
      else
        this.text =
          this.text.slice(0, offsetOf(this.text, range.start)) + text + this.text.slice(offsetOf(this.text, range.end));
    }
  }
}

function offsetOf(text: string, position: Position): number {
  const starts = lineStarts(text);
  const start = starts[position.line];
  if (start === undefined) return text.length;
  const next = starts[position.line + 1] ?? text.length + 1;
  return Math.min(start + position.character, next - 1);
}

/** Position of an offset in a text that is no SIP document. */
export function positionInText(text: string, offset: number): Position {
  const starts = lineStarts(text.slice(0, offset));
  const line = starts.length - 1;
  return { line, character: Math.min(offset, text.length) - (starts[line] ?? 0) };
}
