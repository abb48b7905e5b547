/** Typed views of header values. Every view carries its offsets, so that a finding can point at it. */

import { QUOTE } from './chars.ts';
import { KIND, type NodeKind } from './kinds.ts';
import type { SipMessage } from './message.ts';
import { lowerNameAt } from './paramNames.ts';
import { STRIDE } from './tape.ts';
import { find, type SyntaxNode, textOf } from './tree.ts';
import type { Header } from './views.ts';

/** One parameter of a header, a URI or an authentication scheme. */
export interface Param {
  readonly name: string;
  readonly nameLower: string;
  /** Without quotes and escapes; undefined for a flag. */
  readonly value: string | undefined;
  /** As written. */
  readonly raw: string | undefined;
  readonly quoted: boolean;
  /** False for a flag. */
  readonly hasValue: boolean;
  readonly start: number;
  readonly end: number;
  readonly nameNode: SyntaxNode;
  readonly valueNode: SyntaxNode | undefined;
}

export interface Uri {
  /** Lower case. */
  readonly scheme: string;
  /** As written, escapes kept; the number of a tel URI. */
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** As written, brackets of IPv6 kept. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly params: readonly Param[];
  readonly headers: readonly Param[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
  readonly schemeNode: SyntaxNode | undefined;
  readonly userNode: SyntaxNode | undefined;
  readonly hostNode: SyntaxNode | undefined;
  readonly portNode: SyntaxNode | undefined;
}

/** name-addr or addr-spec with its parameters, or `*`. */
export interface Address {
  readonly header: Header;
  readonly star: boolean;
  /** Without quotes and escapes. */
  readonly displayName: string | undefined;
  readonly uri: Uri | undefined;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
}

export interface Via {
  readonly header: Header;
  /** Upper case. */
  readonly transport: string;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
  readonly transportNode: SyntaxNode | undefined;
  readonly hostNode: SyntaxNode | undefined;
  readonly portNode: SyntaxNode | undefined;
}

/** A token, quoted string, `*` or media range with its parameters. */
export interface Item {
  readonly header: Header;
  /** Without quotes and escapes; `type/subtype` for a media range. */
  readonly value: string;
  readonly quoted: boolean;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
  readonly valueNode: SyntaxNode;
}

export interface Credentials {
  readonly header: Header;
  readonly scheme: string;
  readonly schemeNode: SyntaxNode;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
}

/** Removes the quotes and undoes the escapes of a quoted string (RFC 3261 §25.1); other text comes back unchanged. */
export function unquote(text: string): string {
  if (text.charCodeAt(0) !== 34) return text;
  const inner = text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text.slice(1);
  return inner.includes('\\') ? inner.replace(/\\([\s\S])/g, '$1') : inner;
}

/** Puts text between quotes, with the escapes that it needs. */
export function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

class ParamView implements Param {
  readonly nameLower: string;
  readonly start: number;
  readonly end: number;
  private readonly message: SipMessage;
  private readonly node: SyntaxNode;
  /** Places on the tape; -1 for a flag. */
  private readonly nameAt: number;
  private readonly valueAt: number;
  private rawText: string | undefined = undefined;
  private plainText: string | undefined = undefined;

  constructor(message: SipMessage, node: SyntaxNode) {
    this.message = message;
    this.node = node;
    this.start = node.start;
    this.end = node.end;
    const { tape, text } = message;
    const nameAt = childAt(tape, node.at, KIND['param-name']);
    this.nameAt = nameAt < 0 ? node.at : nameAt;
    this.valueAt = childAt(tape, node.at, KIND['param-value']);
    this.nameLower = lowerNameAt(text, tape[this.nameAt + 1] ?? 0, tape[this.nameAt + 2] ?? 0);
  }

  get name(): string {
    return textAt(this.message, this.nameAt);
  }

  get raw(): string | undefined {
    if (this.valueAt < 0) return undefined;
    this.rawText ??= textAt(this.message, this.valueAt);
    return this.rawText;
  }

  get value(): string | undefined {
    const { raw } = this;
    if (raw === undefined) return undefined;
    this.plainText ??= unquote(raw);
    return this.plainText;
  }

  get hasValue(): boolean {
    return this.valueAt >= 0;
  }

  get quoted(): boolean {
    return this.raw?.charCodeAt(0) === QUOTE;
  }

  get nameNode(): SyntaxNode {
    return find(this.node, 'param-name') ?? this.node;
  }

  get valueNode(): SyntaxNode | undefined {
    return this.valueAt < 0 ? undefined : find(this.node, 'param-value');
  }
}

/** Tape index of the first child of a kind, or -1. */
function childAt(tape: Int32Array, parent: number, kind: number): number {
  const end = tape[parent + 3] ?? 0;
  for (let at = parent + STRIDE; at < end; at = tape[at + 3] ?? end) if (tape[at] === kind) return at;
  return -1;
}

function textAt(message: SipMessage, at: number): string {
  return message.text.slice(message.tape[at + 1], message.tape[at + 2]);
}

/** The text of the first child of a kind. */
function textIn(message: SipMessage, node: SyntaxNode, kind: number): string | undefined {
  const at = childAt(message.tape, node.at, kind);
  return at < 0 ? undefined : textAt(message, at);
}

const NO_PARAMS: readonly Param[] = [];

function paramsIn(message: SipMessage, node: SyntaxNode, kind: 'param' | 'uri-param' | 'uri-header'): readonly Param[] {
  if (childAt(message.tape, node.at, KIND[kind]) < 0) return NO_PARAMS;
  const params: Param[] = [];
  for (const child of node.children) if (child.kind === kind) params.push(new ParamView(message, child));
  return params;
}

/** The first parameter of a name, in any case. */
export function param(params: readonly Param[], name: string): Param | undefined {
  const found = paramOfLower(params, name);
  if (found !== undefined || params.length === 0) return found;
  const lower = name.toLowerCase();
  return lower === name ? undefined : paramOfLower(params, lower);
}

function paramOfLower(params: readonly Param[], lower: string): Param | undefined {
  for (let i = 0; i < params.length; i++) {
    const candidate = params[i];
    if (candidate?.nameLower === lower) return candidate;
  }
  return undefined;
}

class UriView implements Uri {
  readonly scheme: string;
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
  private readonly message: SipMessage;
  private knownUser: string | undefined | null = null;
  private knownHost: string | undefined | null = null;
  private knownParams: readonly Param[] | undefined = undefined;
  private knownHeaders: readonly Param[] | undefined = undefined;

  constructor(message: SipMessage, node: SyntaxNode) {
    this.message = message;
    this.node = node;
    this.start = node.start;
    this.end = node.end;
    this.scheme = textIn(message, node, KIND.scheme)?.toLowerCase() ?? '';
  }

  get user(): string | undefined {
    if (this.knownUser === null) this.knownUser = textIn(this.message, this.node, KIND.user);
    return this.knownUser;
  }

  get password(): string | undefined {
    return textIn(this.message, this.node, KIND.password);
  }

  get host(): string | undefined {
    if (this.knownHost === null) this.knownHost = textIn(this.message, this.node, KIND.host);
    return this.knownHost;
  }

  get port(): number | undefined {
    const text = textIn(this.message, this.node, KIND.port);
    return text === undefined ? undefined : Number(text);
  }

  get params(): readonly Param[] {
    this.knownParams ??= paramsIn(this.message, this.node, 'uri-param');
    return this.knownParams;
  }

  get headers(): readonly Param[] {
    this.knownHeaders ??= paramsIn(this.message, this.node, 'uri-header');
    return this.knownHeaders;
  }

  get text(): string {
    return textOf(this.message, this.node);
  }

  get schemeNode(): SyntaxNode | undefined {
    return find(this.node, 'scheme');
  }

  get userNode(): SyntaxNode | undefined {
    return find(this.node, 'user');
  }

  get hostNode(): SyntaxNode | undefined {
    return find(this.node, 'host');
  }

  get portNode(): SyntaxNode | undefined {
    return find(this.node, 'port');
  }
}

export function uriView(message: SipMessage, node: SyntaxNode): Uri {
  return new UriView(message, node);
}

/** One view for each child of a kind. */
function viewsIn<T>(
  message: SipMessage,
  header: Header,
  kind: NodeKind,
  View: new (message: SipMessage, header: Header, node: SyntaxNode) => T,
): readonly T[] {
  const found: T[] = [];
  for (const child of header.value.children) if (child.kind === kind) found.push(new View(message, header, child));
  return found;
}

/** What the views of list elements share: where they stand, and their parameters. */
class Element {
  readonly header: Header;
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
  protected readonly message: SipMessage;
  private knownParams: readonly Param[] | undefined = undefined;

  constructor(message: SipMessage, header: Header, node: SyntaxNode) {
    this.message = message;
    this.header = header;
    this.node = node;
    this.start = node.start;
    this.end = node.end;
  }

  get params(): readonly Param[] {
    this.knownParams ??= paramsIn(this.message, this.node, 'param');
    return this.knownParams;
  }
}

class AddressView extends Element implements Address {
  private knownUri: Uri | undefined | null = null;

  get star(): boolean {
    return childAt(this.message.tape, this.node.at, KIND.star) >= 0;
  }

  get displayName(): string | undefined {
    const { message, node } = this;
    const text = textIn(message, node, KIND['display-name']) ?? textIn(message, node, KIND['quoted-string']);
    return text === undefined ? undefined : unquote(text);
  }

  get uri(): Uri | undefined {
    if (this.knownUri === null) {
      const node = find(this.node, 'uri');
      this.knownUri = node && new UriView(this.message, node);
    }
    return this.knownUri;
  }
}

/** The addresses of From, To, Contact, Route, Path and their like. */
export function addressesOf(message: SipMessage, header: Header): readonly Address[] {
  return viewsIn(message, header, 'address', AddressView);
}

class ViaView extends Element implements Via {
  private knownTransport: string | undefined = undefined;

  get transport(): string {
    this.knownTransport ??= textIn(this.message, this.node, KIND.transport)?.toUpperCase() ?? '';
    return this.knownTransport;
  }

  get host(): string | undefined {
    return textIn(this.message, this.node, KIND.host);
  }

  get port(): number | undefined {
    const text = textIn(this.message, this.node, KIND.port);
    return text === undefined ? undefined : Number(text);
  }

  get transportNode(): SyntaxNode | undefined {
    return find(this.node, 'transport');
  }

  get hostNode(): SyntaxNode | undefined {
    return find(this.node, 'host');
  }

  get portNode(): SyntaxNode | undefined {
    return find(this.node, 'port');
  }
}

export function viasOf(message: SipMessage, header: Header): readonly Via[] {
  return viewsIn(message, header, 'via', ViaView);
}

class ItemView extends Element implements Item {
  private knownValue: string | undefined = undefined;

  get value(): string {
    this.knownValue ??= this.readValue();
    return this.knownValue;
  }

  private readValue(): string {
    const text = textOf(this.message, this.valueNode);
    const subtype = textIn(this.message, this.node, KIND['media-subtype']);
    return subtype === undefined ? unquote(text) : `${text}/${subtype}`;
  }

  get quoted(): boolean {
    return this.valueNode.kind === 'quoted-string';
  }

  get valueNode(): SyntaxNode {
    return this.node.children[0] ?? this.node;
  }
}

/** The elements of token lists, of lists of tokens with parameters, and of media ranges. */
export function itemsOf(message: SipMessage, header: Header): readonly Item[] {
  return viewsIn(message, header, 'item', ItemView);
}

/** Parameters that stand directly in the value: P-Charging-Vector, Authentication-Info, Session-Expires, Replaces. */
export function paramListOf(message: SipMessage, header: Header): readonly Param[] {
  return paramsIn(message, header.value, 'param');
}

/** Scheme and parameters of a challenge or of credentials. */
export function credentialsOf(message: SipMessage, header: Header): Credentials | undefined {
  const schemeNode = find(header.value, 'token');
  if (!schemeNode) return undefined;
  return {
    header,
    scheme: textOf(message, schemeNode),
    schemeNode,
    params: paramListOf(message, header),
    start: header.value.start,
    end: header.value.end,
  };
}

export interface CSeq {
  readonly header: Header;
  readonly number: number;
  readonly method: string;
  readonly start: number;
  readonly end: number;
  readonly numberNode: SyntaxNode;
  readonly methodNode: SyntaxNode;
}

export function cseqOf(message: SipMessage, header: Header): CSeq | undefined {
  const numberNode = find(header.value, 'integer');
  const methodNode = find(header.value, 'method');
  if (!numberNode || !methodNode) return undefined;
  const { start, end } = header.value;
  return {
    header,
    number: Number(textOf(message, numberNode)),
    method: textOf(message, methodNode),
    start,
    end,
    numberNode,
    methodNode,
  };
}

export interface Integer {
  readonly header: Header;
  readonly value: number;
  readonly node: SyntaxNode;
}

/** The number of Expires, Max-Forwards, Content-Length, Retry-After and their like. */
export function integerOf(message: SipMessage, header: Header): Integer | undefined {
  const node = find(header.value, 'integer');
  return node && { header, value: Number(textOf(message, node)), node };
}

export interface MediaType {
  /** Lower case. */
  readonly type: string;
  readonly subtype: string;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
}

export function mediaTypeOf(message: SipMessage, header: Header): MediaType | undefined {
  const item = find(header.value, 'item');
  const type = item && find(item, 'media-type');
  const subtype = item && find(item, 'media-subtype');
  if (!item || !type || !subtype) return undefined;
  return {
    type: textOf(message, type).toLowerCase(),
    subtype: textOf(message, subtype).toLowerCase(),
    params: paramsIn(message, item, 'param'),
    start: item.start,
    end: item.end,
  };
}
