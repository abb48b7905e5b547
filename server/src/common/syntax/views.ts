/** What a message consists of, as typed data: start-line, headers, body, directives. Made on demand, kept until released. */

import type { HeaderRow } from '../registry/types.ts';
import { viewsOf } from './cache.ts';
import type { ParseError } from './errors.ts';
import { knownHeader, knownHeaderAt } from './headerTable.ts';
import { KIND, KIND_BITS, KIND_MASK } from './kinds.ts';
import type { SipMessage } from './message.ts';
import { STRIDE } from './tape.ts';
import { childAt, childOf, find, nodeAt, type SyntaxNode, textOf, treeOf } from './tree.ts';
import { type Uri, uriView } from './values.ts';

export interface RequestLine {
  readonly type: 'request';
  readonly start: number;
  readonly end: number;
  readonly method: string;
  readonly methodNode: SyntaxNode;
  readonly uri: Uri | undefined;
  readonly uriNode: SyntaxNode | undefined;
  readonly versionNode: SyntaxNode | undefined;
}

export interface StatusLine {
  readonly type: 'response';
  readonly start: number;
  readonly end: number;
  /** NaN when there are no digits. */
  readonly code: number;
  readonly codeNode: SyntaxNode;
  readonly reason: string;
  readonly reasonNode: SyntaxNode;
  readonly versionNode: SyntaxNode | undefined;
}

export type StartLine = RequestLine | StatusLine;

/** One header field line. */
export class Header {
  /** As the registry spells it, or as written when the registry does not know it. */
  readonly name: string;
  readonly row: HeaderRow | undefined;
  /** Number of the row (`headerTable.ts`), 0 without one. */
  readonly number: number;
  readonly start: number;
  /** After the last line of the value, without its line end. */
  readonly end: number;
  /** The value has a syntax error. */
  hasErrors = false;
  private readonly message: SipMessage;
  private readonly at: number;
  private made: SyntaxNode | undefined = undefined;

  constructor(message: SipMessage, at: number) {
    const tape = message.tape;
    this.message = message;
    this.at = at;
    this.start = tape[at + 1] ?? 0;
    this.end = tape[at + 2] ?? 0;
    const nameStart = tape[at + STRIDE + 1] ?? 0;
    const nameEnd = tape[at + STRIDE + 2] ?? 0;
    const known = knownHeader((tape[at] ?? 0) >> KIND_BITS) ?? knownHeaderAt(message.text, nameStart, nameEnd);
    this.number = known?.number ?? 0;
    this.row = known?.row;
    // A family of private headers (`X-*`) has one row and many names.
    this.name = known && !known.isFamily ? known.row.name : message.text.slice(nameStart, nameEnd);
  }

  get node(): SyntaxNode {
    return nodeAt(this.message, this.at);
  }

  get nameNode(): SyntaxNode {
    return childOf(this.message, this.at, KIND['header-name']) ?? this.node;
  }

  /** Kind `header-value`; its children depend on the shape. */
  get value(): SyntaxNode {
    this.made ??= childOf(this.message, this.at, KIND['header-value']) ?? this.node;
    return this.made;
  }

  /** Index of `value` on the tape. */
  get valueAt(): number {
    const at = childAt(this.message, this.at, KIND['header-value']);
    return at < 0 ? this.at : at;
  }

  /** The value with folding undone and no white space around it. */
  get raw(): string {
    return unfold(textOf(this.message, this.value));
  }
}

/** Undoes folding: a line end with the white space around it is one space (RFC 3261 §7.3.1). */
export function unfold(text: string): string {
  return text.includes('\n') ? text.replace(/[ \t]*\r?\n[ \t]+/g, ' ').trim() : text.trim();
}

/** Tape index of the node `message`, or -1. */
function messageAt(message: SipMessage): number {
  const { tape, root } = message;
  const end = tape[root + 3] ?? 0;
  for (let at = root + STRIDE; at < end; at = tape[at + 3] ?? end) if (tape[at] === KIND.message) return at;
  return -1;
}

/** Offset of the start-line, -1 when the segment holds no message. */
export function messageStart(message: SipMessage): number {
  const at = messageAt(message);
  return at < 0 ? -1 : (message.tape[at + 1] ?? 0);
}

/** True when the segment holds a message and not only text around one. */
export function hasMessage(message: SipMessage): boolean {
  return messageAt(message) >= 0;
}

/** All header fields in the order of the text. */
export function headersOf(message: SipMessage): readonly Header[] {
  const views = viewsOf(message);
  if (views.headers) return views.headers;
  const headers: Header[] = [];
  const root = messageAt(message);
  if (root >= 0) {
    const { tape } = message;
    const end = tape[root + 3] ?? 0;
    for (let at = root + STRIDE; at < end; at = tape[at + 3] ?? end) {
      if (((tape[at] ?? 0) & KIND_MASK) === KIND.header) headers.push(new Header(message, at));
    }
  }
  for (const error of message.errors) markError(headers, error);
  views.headers = headers;
  return headers;
}

/** The header field at an offset, its end included. */
export function headerAt(message: SipMessage, offset: number): Header | undefined {
  const header = lastFrom(headersOf(message), offset);
  return header && offset >= header.start && offset <= header.end ? header : undefined;
}

/** Marks the header field that an error stands in, if any. */
function markError(headers: readonly Header[], error: ParseError): void {
  const header = lastFrom(headers, error.start);
  if (header && error.start >= header.start && error.end <= header.end) header.hasErrors = true;
}

/** The last header field that begins at an offset or before, else the first; by halving, so that many stay cheap. */
function lastFrom(headers: readonly Header[], offset: number): Header | undefined {
  let low = 0;
  let high = headers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((headers[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return headers[low];
}

const NO_HEADERS: readonly Header[] = [];

/** The header fields of a name (any case; compact forms count), in the order of the text. */
export function headersNamed(message: SipMessage, name: string): readonly Header[] {
  const views = viewsOf(message);
  views.byName ??= groupByName(headersOf(message));
  return views.byName.get(name.toLowerCase()) ?? NO_HEADERS;
}

function groupByName(headers: readonly Header[]): ReadonlyMap<string, readonly Header[]> {
  const groups = new Map<string, Header[]>();
  for (const header of headers) {
    const key = header.name.toLowerCase();
    const group = groups.get(key);
    if (group) group.push(header);
    else groups.set(key, [header]);
  }
  return groups;
}

export function firstHeader(message: SipMessage, name: string): Header | undefined {
  // Most callers spell the name as the registry does, and then no table of names is needed.
  for (const header of headersOf(message)) if (header.name === name) return header;
  return headersNamed(message, name)[0];
}

/** Request-Line or Status-Line; undefined when the segment holds no message. */
export function startLineOf(message: SipMessage): StartLine | undefined {
  const views = viewsOf(message);
  if (views.startLine === undefined) views.startLine = makeStartLine(message) ?? null;
  return views.startLine ?? undefined;
}

function makeStartLine(message: SipMessage): StartLine | undefined {
  const at = messageAt(message);
  if (at < 0) return undefined;
  const node = nodeAt(message, at + STRIDE);
  const { start, end } = node;
  const versionNode = find(node, 'sip-version');
  if (node.kind === 'status-line') {
    const codeNode = find(node, 'status-code') ?? node;
    const reasonNode = find(node, 'reason-phrase') ?? node;
    const code = Number.parseInt(textOf(message, codeNode), 10);
    return {
      type: 'response',
      start,
      end,
      code,
      codeNode,
      reason: textOf(message, reasonNode),
      reasonNode,
      versionNode,
    };
  }
  const methodNode = find(node, 'method') ?? node;
  const uriNode = find(node, 'request-uri');
  const inner = uriNode && find(uriNode, 'uri');
  const uri = inner && uriView(message, inner);
  return { type: 'request', start, end, method: textOf(message, methodNode), methodNode, uri, uriNode, versionNode };
}

export interface BodyText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The body as it stands in the file; undefined when there is none. */
export function bodyOf(message: SipMessage): BodyText | undefined {
  const at = messageAt(message);
  if (at < 0) return undefined;
  const { tape } = message;
  const end = tape[at + 3] ?? 0;
  for (let child = at + STRIDE; child < end; child = tape[child + 3] ?? end) {
    if (tape[child] !== KIND.body) continue;
    const start = tape[child + 1] ?? 0;
    const stop = tape[child + 2] ?? 0;
    return { start, end: stop, text: message.text.slice(start, stop) };
  }
  return undefined;
}

/** `# @key value`. */
export interface Directive {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly keyNode: SyntaxNode;
  readonly valueNode: SyntaxNode | undefined;
}

const NO_DIRECTIVES: readonly Directive[] = [];

/** The directives before and inside a message, in the order of the text. */
export function directivesOf(message: SipMessage): readonly Directive[] {
  if (!message.text.includes('#')) return NO_DIRECTIVES;
  const directives: Directive[] = [];
  collectDirectives(message, message.root, directives);
  return directives;
}

function collectDirectives(message: SipMessage, parent: number, directives: Directive[]): void {
  const { tape } = message;
  const end = tape[parent + 3] ?? 0;
  for (let at = parent + STRIDE; at < end; at = tape[at + 3] ?? end) {
    if (tape[at] === KIND.message) collectDirectives(message, at, directives);
    if (tape[at] !== KIND.directive) continue;
    const node = nodeAt(message, at);
    const keyNode = find(node, 'directive-key') ?? node;
    const valueNode = find(node, 'directive-value');
    directives.push({
      key: textOf(message, keyNode),
      value: valueNode ? textOf(message, valueNode) : '',
      start: node.start,
      end: node.end,
      keyNode,
      valueNode,
    });
  }
}

/** The text after `###`, undefined without a separator; the last one before the message counts. */
export function titleOf(message: SipMessage): string | undefined {
  let title: string | undefined;
  if (!message.text.includes('###')) return undefined;
  for (const child of treeOf(message).children) {
    if (child.kind === 'message') break;
    if (child.kind !== 'separator') continue;
    const node = find(child, 'separator-title');
    title = node ? textOf(message, node) : '';
  }
  return title;
}

/** The method of a request, or the method in the CSeq of a response. */
export function methodOf(message: SipMessage): string | undefined {
  const line = startLineOf(message);
  if (!line) return undefined;
  if (line.type === 'request') return line.method;
  const cseq = firstHeader(message, 'CSeq');
  const method = cseq && find(cseq.value, 'method');
  return method && textOf(message, method);
}

/** The status code of a response; undefined for a request. */
export function statusOf(message: SipMessage): number | undefined {
  const line = startLineOf(message);
  return line?.type === 'response' ? line.code : undefined;
}

const CALL_ID = knownHeaderAt('Call-ID', 0, 7)?.number;

/** Read from the tape, so that long lists of messages can be sorted by it and no view is made. */
export function callIdOf(message: SipMessage): string | undefined {
  const root = messageAt(message);
  const { tape } = message;
  const end = root < 0 ? root : (tape[root + 3] ?? 0);
  for (let at = root + STRIDE; at < end; at = tape[at + 3] ?? end) {
    const kind = tape[at] ?? 0;
    if ((kind & KIND_MASK) !== KIND.header || kind >> KIND_BITS !== CALL_ID) continue;
    const value = childAt(message, at, KIND['header-value']);
    return unfold(textOf(message, nodeAt(message, value < 0 ? at : value)));
  }
  return undefined;
}
