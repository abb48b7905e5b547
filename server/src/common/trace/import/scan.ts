/** Finds SIP messages in the lines of any text: logs, wikis, mails, `.sip` files. */

import { headerRow } from '../../registry/index.ts';
import { bodyLineCount } from './bodyLines.ts';
import type { Line } from './lines.ts';
import { marksOf, mergeMarks } from './marks.ts';
import { certainName, headerName, isKnownHeader, type Start, type Strip, startIn, stripFor } from './starts.ts';
import type { Marks } from './types.ts';

/** A message as lines, freed of prefixes but not repaired. */
export interface RawMessage {
  readonly start: Line;
  readonly head: readonly Line[];
  readonly body: readonly Line[];
  readonly title: string | undefined;
  readonly comments: readonly string[];
  readonly marks: Marks;
  /** Lines at which an empty line stood between header fields. */
  readonly emptyInHead: readonly number[];
  /** The body followed the header fields without an empty line. */
  readonly emptyMissing: boolean;
}

export interface Scan {
  readonly messages: readonly RawMessage[];
  /** Comments about the whole file. */
  readonly preamble: readonly string[];
  /** Lines that are no part of a message and neither title, comment nor mark of one. */
  readonly leftOut: number;
}

/** Lines that programs print after a message, and tags that end a block of code. */
const END_MARK =
  /^\s*(?:-{3,}|={3,}|<-{3,}.*|-{2,}end msg-{2,}|`{3,}\S*|~{3,}|\*{5,}|_{5,}|#{2,}.*|#|<\/?(?:pre|code|p|div|blockquote|td|tr|table|li)\b[^>]*>)\s*$/;
/** The next record of a log. */
const LOG_LINE =
  /^\s*(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]|\[?\d\d:\d\d:\d\d|\[?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d|[UT] (?:\d|\+)|(?:INFO|DEBUG|WARN|WARNING|ERROR|NOTICE|CRITICAL|VERBOSE|TRACE)\b ?[:[(]|(?:recv|send) \d+ bytes |(?:Ret|T)ransmitting |Reliably |proto:)/;

/** More lines of comment than this below an odd line, and it is taken for the text of a page. */
const COMMENTS = 4;

export function scan(lines: readonly Line[]): Scan {
  const scanner = new TextScanner(lines);
  scanner.run();
  return scanner;
}

class TextScanner implements Scan {
  readonly messages: RawMessage[] = [];
  readonly preamble: string[] = [];
  leftOut = 0;
  readonly #lines: readonly Line[];
  #title: string | undefined;
  #comments: string[] = [];
  #marks: Marks = {};
  /** Lines since the last mark was seen: a mark far above belongs to something else. */
  #age = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  run(): void {
    for (let at = 0; at < this.#lines.length; ) at = this.#step(at);
  }

  #step(at: number): number {
    const line = this.#lines[at];
    if (!line) return at + 1;
    const start = startIn(line.text);
    const strip = start && stripFor(this.#lines, at, start);
    if (start && strip) return this.#message(at, line, start, strip);
    this.#between(line.text);
    return at + 1;
  }

  /** A line outside of messages: a title, a comment, something about the next message, or nothing of use. */
  #between(text: string): void {
    if (text.trim() === '' || text.trim() === '#') return;
    const heading = /^\s{0,3}#{2,6}(.*)$/.exec(text);
    if (heading) {
      // Comments above the first title are about the whole file.
      if (this.messages.length === 0) this.preamble.push(...this.#comments.splice(0));
      this.#title = heading[1]?.trim() || undefined;
      this.#marks = {};
      return;
    }
    if (text.startsWith('#')) {
      this.#comments.push(text.trimEnd());
      return;
    }
    const marks = marksOf(text);
    if (Object.keys(marks).length > 0) {
      this.#marks = this.#age > 4 ? marks : mergeMarks(this.#marks, marks);
      this.#age = 0;
    } else this.#age++;
    if (!END_MARK.test(text)) this.leftOut++;
  }

  #message(at: number, line: Line, start: Start, strip: Strip): number {
    const first = { text: start.text, number: line.number };
    const reader = new MessageReader(this.#lines, at + 1, strip, isDotted(start, this.#lines[at + 1]));
    const end = reader.read();
    const next = this.#lines[end];
    // One record of a log holds the message and more behind it.
    const behind = next?.number === line.number ? marksOf(next.text) : {};
    const above = this.#age > 4 ? {} : this.#marks;
    this.messages.push({
      start: reader.dotted ? { ...first, text: first.text.replace(/\.$/, '') } : first,
      head: reader.head,
      body: reader.body,
      title: this.#title,
      comments: this.#comments,
      marks: mergeMarks(behind, mergeMarks(above, marksOf(start.prefix))),
      emptyInHead: reader.emptyInHead,
      emptyMissing: reader.emptyMissing,
    });
    this.#title = undefined;
    this.#comments = [];
    this.#marks = {};
    this.#age = 0;
    return end;
  }
}

/** ngrep shows the CR at the end of a line as a dot. */
function isDotted(start: Start, next: Line | undefined): boolean {
  return start.text.endsWith('.') && next?.text.endsWith('.') === true;
}

class MessageReader {
  readonly head: Line[] = [];
  body: Line[] = [];
  readonly emptyInHead: number[] = [];
  emptyMissing = false;
  readonly dotted: boolean;
  readonly #lines: readonly Line[];
  readonly #strip: Strip;
  #at: number;
  #contentType = '';
  #contentLength = -1;

  constructor(lines: readonly Line[], at: number, strip: Strip, dotted: boolean) {
    this.#lines = lines;
    this.#at = at;
    this.#strip = strip;
    this.dotted = dotted;
  }

  /** Reads header fields and body; gives the index of the line after the message. */
  read(): number {
    if (this.#readHead()) this.#readBody();
    return this.#at;
  }

  /** A line of the message without its prefix; undefined at the end of the text or of the message's lines. */
  #textAt(index: number): string | undefined {
    const line = this.#lines[index];
    const text = line && this.#strip(line.text);
    if (text === undefined || !this.dotted) return text;
    // A line without the dot is none of the message: ngrep puts an empty line after each packet.
    return text.endsWith('.') ? text.slice(0, -1) : undefined;
  }

  /** True when an empty line ended the header fields, so that a body may follow. */
  #readHead(): boolean {
    for (; ; this.#at++) {
      const text = this.#textAt(this.#at);
      if (text === undefined || END_MARK.test(text)) return false;
      if (text.trim() === '') {
        if (this.#goesOnAfterEmpty()) {
          this.emptyInHead.push(this.#lines[this.#at]?.number ?? 0);
          continue;
        }
        this.#at++;
        return true;
      }
      if (this.#isBodyStart(text)) {
        this.emptyMissing = true;
        return true;
      }
      if (this.#isForeign(text)) return false;
      this.#noteContent(text);
      this.head.push({ text, number: this.#lines[this.#at]?.number ?? 0 });
    }
  }

  #isBodyStart(text: string): boolean {
    return /^v=0\s*$/.test(text) || text.startsWith('<?xml');
  }

  /** Two line ends for one, as some programs paste: the next line is a header field, and nothing said what the body is. */
  #goesOnAfterEmpty(): boolean {
    if (this.#contentLength >= 0 || this.#contentType !== '') return false;
    const next = this.#textAt(this.#at + 1);
    return next !== undefined && (headerName(next)?.length ?? 0) > 1 && isKnownHeader(next) && /:[ \t]/.test(next);
  }

  /** The next message or log record; an odd line is kept when header fields follow, so that the linter can mark it. */
  #isForeign(text: string): boolean {
    if (LOG_LINE.test(text)) return true;
    if (headerName(text) !== undefined || /^[ \t#]/.test(text) || isDamagedHeader(text)) return false;
    const raw = this.#lines[this.#at];
    const start = raw && startIn(raw.text);
    if (start && stripFor(this.#lines, this.#at, start)) return true;
    if (mayContinue(text, this.head.at(-1)?.text ?? '')) return false;
    let after = this.#at + 1;
    while (this.#textAt(after)?.startsWith('#') && after < this.#at + COMMENTS) after++;
    return !isKnownHeader(this.#textAt(after) ?? '');
  }

  #noteContent(text: string): void {
    const type = /^(?:content-type|c)[ \t]*:(.*)$/i.exec(text)?.[1];
    if (type !== undefined) this.#contentType ||= type.trim().toLowerCase() || 'unknown';
    const length = /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})\s*$/i.exec(text)?.[1];
    if (length !== undefined && this.#contentLength < 0) this.#contentLength = Number(length);
  }

  #readBody(): void {
    const from = this.#at;
    const count = bodyLineCount({ contentType: this.#contentType, contentLength: this.#contentLength }, index =>
      this.#textAt(from + index),
    );
    for (let index = from; index < from + count; index++) {
      this.body.push({ text: this.#textAt(index) ?? '', number: this.#lines[index]?.number ?? 0 });
    }
    // Empty lines at the end of an uncounted body are those of the page.
    while (this.#contentLength < 0 && this.body.at(-1)?.text.trim() === '') this.body.pop();
    this.#at = from + count;
  }
}

/** `Max=Forwards: 70`, `Max-Forwards 70`: a header field that the repair will find. */
function isDamagedHeader(text: string): boolean {
  const wrong = /^([A-Za-z][^\s:"<>@]{1,40})\s{0,4}:/.exec(text)?.[1];
  if (wrong !== undefined && certainName(wrong) !== undefined) return true;
  const name = /^([A-Z][A-Za-z]*-[A-Za-z-]+)\W/.exec(text)?.[1];
  return name !== undefined && headerRow(name) !== undefined;
}

/** The line goes on where the one before it broke off. */
export function mayContinue(text: string, before: string): boolean {
  if (/[,;=<]\s*$/.test(before) || /^\s*[,;>]/.test(text)) return true;
  if (before.lastIndexOf('<') > before.lastIndexOf('>')) return true;
  return (before.match(/"/g)?.length ?? 0) % 2 === 1;
}
