/** A document is its messages one after the other; an edit parses the touched ones again and keeps the rest. */

import { offsetIn, type Position, positionIn } from './lines.ts';
import { parseMessage, parseSegments, type SipMessage } from './message.ts';
import { nextLine } from './segment.ts';
import { hasMessage, messageStart } from './views.ts';

export interface SipDocument {
  /** Segments that together cover the text. Unchanged ones are the same objects after an edit. */
  readonly messages: readonly SipMessage[];
  /** Offset of each message in the document, and the document's length at the end. */
  readonly starts: Int32Array;
  /** First line of each message, and the number of the last line at the end. */
  readonly lines: Int32Array;
  /** Length in UTF-16 units. */
  readonly length: number;
  /** False: the file is something else that also ends in `.sip`; it gets one hint and nothing more. */
  readonly isSip: boolean;
}

/** Replaces `[start, end)` of the document with `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function parseDocument(text: string): SipDocument {
  return assemble(parseSegments(text));
}

/** A document has at least one segment. */
function assemble(parsed: readonly SipMessage[]): SipDocument {
  const messages = parsed.length > 0 ? parsed : [parseMessage('')];
  const starts = new Int32Array(messages.length + 1);
  const lines = new Int32Array(messages.length + 1);
  fillTables(messages, starts, lines, 0);
  return { messages, starts, lines, length: starts[messages.length] ?? 0, isSip: sniff(messages) };
}

/** Writes where messages begin, from entry `from` on; the entry itself must be right. */
function fillTables(messages: readonly SipMessage[], starts: Int32Array, lines: Int32Array, from: number): void {
  let offset = starts[from] ?? 0;
  let line = lines[from] ?? 0;
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i];
    if (!message) continue;
    offset += message.text.length;
    line += message.lineEnds;
    starts[from + i + 1] = offset;
    lines[from + i + 1] = line;
  }
}

/** Marks of other languages with the same file name extension: PyQt bindings, Intel Quartus. */
const OTHER_LANGUAGE =
  /^[ \t]*(?:%(?:Module|Include|Import|MappedType|Copying|ModuleHeaderCode)\b|set_global_assignment\b)/m;

function sniff(messages: readonly SipMessage[]): boolean {
  const first = messages[0];
  if (!first) return true;
  const head = first.text.slice(0, 4000);
  if (/%|set_global/.test(head) && OTHER_LANGUAGE.test(head)) return false;
  if (isBinary(head)) return false;
  if (hasMessage(first)) return true;
  // Comments and directives alone are a file that somebody has just begun; anything else is not SIP.
  return head.split('\n').every(line => line.trim() === '' || line.startsWith('#'));
}

/** More than a tenth of what is no text: control characters, and octets that were no UTF-8. */
function isBinary(head: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to count
  const strange = /[\u0000-\u0008\u000e-\u001f\ufffd]/g;
  return strange.test(head) && (head.match(strange)?.length ?? 0) * 10 > head.length;
}

/** Applies one edit. Messages outside of it stay the same objects. */
export function editDocument(document: SipDocument, edit: Edit): SipDocument {
  const { messages, starts } = document;
  const start = Math.max(0, Math.min(edit.start, document.length));
  const end = Math.max(start, Math.min(edit.end, document.length));
  const edited = messageAtOffset(document, start);
  // The message before may grow into the edited one, so parsing begins there.
  const first = Math.max(0, isBehindBeginning(messages[edited], start - (starts[edited] ?? 0)) ? edited : edited - 1);
  const base = starts[first] ?? 0;
  let last = Math.min(messages.length - 1, Math.max(first, messageAtOffset(document, end)));
  for (;;) {
    const fresh = parseRegion(document, first, last, start - base, end, edit.text);
    if (fresh) return splice(document, first, last, fresh);
    last = Math.min(messages.length - 1, last * 2 - first + 2);
  }
}

/**
 * Whether an edit stands behind the start-line of a message and the line after it. Where the message before ends
 * depends on nothing that comes later.
 */
function isBehindBeginning(message: SipMessage | undefined, offset: number): boolean {
  const start = message === undefined ? -1 : messageStart(message);
  return message !== undefined && start >= 0 && offset > nextLine(message.text, nextLine(message.text, start));
}

/**
 * Parses messages `first` to `last` with the edit applied; undefined when the last boundary moved, so that more of the
 * document has to be looked at.
 */
function parseRegion(
  document: SipDocument,
  first: number,
  last: number,
  at: number,
  end: number,
  inserted: string,
): SipMessage[] | undefined {
  const { messages, starts } = document;
  const base = starts[first] ?? 0;
  const whole = last >= messages.length - 1;
  // One message more than is parsed, so that the end of the region is found as in the whole text.
  const stop = whole ? messages.length : last + 2;
  const old = textBetween(document, first, stop);
  const text = old.slice(0, at) + inserted + old.slice(end - base);
  const boundary = text.length - (whole ? 0 : (messages[last + 1]?.text.length ?? 0));
  const known = messages.slice(first, last + 1);
  let reached = 0;
  const fresh = parseSegments(text, boundary).map(message => {
    reached += message.text.length;
    return reused(known, message);
  });
  return reached > boundary ? undefined : fresh;
}

/** How far ahead an unchanged message is looked for: an edit changes few of them. */
const LOOK_AHEAD = 4;

/** The old message with the same text, otherwise the new one. What is passed over in `known` is not used again. */
function reused(known: SipMessage[], fresh: SipMessage): SipMessage {
  const index = known.slice(0, LOOK_AHEAD).findIndex(message => message.text === fresh.text);
  if (index < 0) return fresh;
  const [message = fresh] = known.splice(0, index + 1).slice(-1);
  return message;
}

function textBetween(document: SipDocument, first: number, stop: number): string {
  let text = '';
  for (let i = first; i < stop; i++) text += document.messages[i]?.text ?? '';
  return text;
}

/**
 * The document with messages `first` to `last` replaced. A file of 100,000 lines has thousands of messages, so what
 * did not change is copied as a block: arrays by `slice`, tables by `set` and one addition an entry.
 */
function splice(document: SipDocument, first: number, last: number, fresh: readonly SipMessage[]): SipDocument {
  const messages = document.messages.slice(0, first).concat(fresh, document.messages.slice(last + 1));
  if (messages.length === 0) return assemble([]);
  const starts = new Int32Array(messages.length + 1);
  const lines = new Int32Array(messages.length + 1);
  starts.set(document.starts.subarray(0, first + 1));
  lines.set(document.lines.subarray(0, first + 1));
  fillTables(fresh, starts, lines, first);
  moveTail(document.starts, last + 1, starts, first + fresh.length);
  moveTail(document.lines, last + 1, lines, first + fresh.length);
  const isSip = first === 0 ? sniff(messages) : document.isSip;
  return { messages, starts, lines, length: starts[messages.length] ?? 0, isSip };
}

/** Copies the entries after `from` behind entry `to`, all moved by what lies between the two. */
function moveTail(old: Int32Array, from: number, table: Int32Array, to: number): void {
  const moved = (table[to] ?? 0) - (old[from] ?? 0);
  table.set(old.subarray(from + 1), to + 1);
  if (moved !== 0) for (let i = to + 1; i < table.length; i++) table[i] = (table[i] ?? 0) + moved;
}

export function documentText(document: SipDocument): string {
  return textBetween(document, 0, document.messages.length);
}

/** Index of the message that holds an offset; the end of the document belongs to the last one. */
export function messageAtOffset(document: SipDocument, offset: number): number {
  return indexIn(document.starts, offset, document.messages.length);
}

/** Index of the message that holds a line of the document. */
export function messageAtLine(document: SipDocument, line: number): number {
  return indexIn(document.lines, line, document.messages.length);
}

/** Last index whose entry is not above `value`. */
function indexIn(table: Int32Array, value: number, count: number): number {
  let low = 0;
  let high = Math.max(0, count - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A place in a document: which message, and where in its text. */
export interface Place {
  readonly index: number;
  readonly message: SipMessage;
  readonly offset: number;
}

/** The message and offset at a position of the document; undefined only for a document without messages. */
export function placeAt(document: SipDocument, position: Position): Place | undefined {
  const index = messageAtLine(document, position.line);
  const message = document.messages[index];
  if (!message) return undefined;
  const line = position.line - (document.lines[index] ?? 0);
  return { index, message, offset: offsetIn(message, { line, character: position.character }) };
}

/** The document's position of an offset in one of its messages. */
export function positionOf(document: SipDocument, index: number, offset: number): Position {
  const message = document.messages[index];
  if (!message) return { line: 0, character: 0 };
  const { line, character } = positionIn(message, offset);
  return { line: line + (document.lines[index] ?? 0), character };
}
