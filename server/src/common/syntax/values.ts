/** Typed views of header values. Every view carries its offsets, so that a finding can point at it. */

import { QUOTE } from './chars.ts';
import { KIND } from './kinds.ts';
import type { SipMessage } from './message.ts';
import { lowerNameAt } from './paramNames.ts';
import { STRIDE } from './tape.ts';
import { childAt, childOf, find, nodeAt, type SyntaxNode, textOf } from './tree.ts';
import type { Address, Credentials, Item, Param, Uri, Via } from './valueTypes.ts';
import type { Header } from './views.ts';

export type { Address, Credentials, Item, Param, Uri, Via };

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
  private readonly message: SipMessage;
  private readonly at: number;
  /** Places on the tape; -1 for a flag. */
  private readonly nameAt: number;
  private readonly valueAt: number;
  private rawText: string | undefined = undefined;
  private plainText: string | undefined = undefined;

  constructor(message: SipMessage, at: number) {
    this.message = message;
    this.at = at;
    const { tape, text } = message;
    const nameAt = childAt(message, at, KIND['param-name']);
    this.nameAt = nameAt < 0 ? at : nameAt;
    this.valueAt = childAt(message, at, KIND['param-value']);
    this.nameLower = lowerNameAt(text, tape[this.nameAt + 1] ?? 0, tape[this.nameAt + 2] ?? 0);
  }

  get start(): number {
    return startAt(this.message, this.at);
  }

  get end(): number {
    return endAt(this.message, this.at);
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
    if (this.valueAt < 0) return undefined;
    this.plainText ??= unquote(textAt(this.message, this.valueAt));
    return this.plainText;
  }

  get hasValue(): boolean {
    return this.valueAt >= 0;
  }

  get quoted(): boolean {
    const { message, valueAt } = this;
    if (valueAt < 0 || endAt(message, valueAt) === startAt(message, valueAt)) return false;
    return message.text.charCodeAt(startAt(message, valueAt)) === QUOTE;
  }

  get nameNode(): SyntaxNode {
    return nodeAt(this.message, this.nameAt);
  }

  get valueNode(): SyntaxNode | undefined {
    return this.valueAt < 0 ? undefined : nodeAt(this.message, this.valueAt);
  }
}

function startAt(message: SipMessage, at: number): number {
  return message.tape[at + 1] ?? 0;
}

function endAt(message: SipMessage, at: number): number {
  return message.tape[at + 2] ?? 0;
}

function textAt(message: SipMessage, at: number): string {
  return message.text.slice(message.tape[at + 1], message.tape[at + 2]);
}

/** The text of the first child of a kind. */
function textIn(message: SipMessage, parent: number, wanted: number): string | undefined {
  const at = childAt(message, parent, wanted);
  return at < 0 ? undefined : textAt(message, at);
}

const NO_PARAMS: readonly Param[] = [];

function paramsIn(message: SipMessage, parent: number, wanted: number): readonly Param[] {
  const first = childAt(message, parent, wanted);
  if (first < 0) return NO_PARAMS;
  const { tape } = message;
  const end = tape[parent + 3] ?? 0;
  const params: Param[] = [];
  for (let at = first; at < end; at = tape[at + 3] ?? end) {
    if (tape[at] === wanted) params.push(new ParamView(message, at));
  }
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

/** What all views of a piece of a message share: where it stands. */
class Piece {
  readonly at: number;
  protected readonly message: SipMessage;

  constructor(message: SipMessage, at: number) {
    this.message = message;
    this.at = at;
  }

  get node(): SyntaxNode {
    return nodeAt(this.message, this.at);
  }

  get start(): number {
    return startAt(this.message, this.at);
  }

  get end(): number {
    return endAt(this.message, this.at);
  }
}

class UriView extends Piece implements Uri {
  readonly scheme: string;
  private knownUser: string | undefined | null = null;
  private knownHost: string | undefined | null = null;
  private knownParams: readonly Param[] | undefined = undefined;

  constructor(message: SipMessage, at: number) {
    super(message, at);
    const scheme = childAt(message, at, KIND.scheme);
    this.scheme = scheme < 0 ? '' : lowerNameAt(message.text, startAt(message, scheme), endAt(message, scheme));
  }

  get user(): string | undefined {
    if (this.knownUser === null) this.knownUser = textIn(this.message, this.at, KIND.user);
    return this.knownUser;
  }

  get password(): string | undefined {
    return textIn(this.message, this.at, KIND.password);
  }

  get host(): string | undefined {
    if (this.knownHost === null) this.knownHost = textIn(this.message, this.at, KIND.host);
    return this.knownHost;
  }

  get port(): number | undefined {
    const text = textIn(this.message, this.at, KIND.port);
    return text === undefined ? undefined : Number(text);
  }

  get params(): readonly Param[] {
    this.knownParams ??= paramsIn(this.message, this.at, KIND['uri-param']);
    return this.knownParams;
  }

  get headers(): readonly Param[] {
    return paramsIn(this.message, this.at, KIND['uri-header']);
  }

  get text(): string {
    return textAt(this.message, this.at);
  }

  get schemeNode(): SyntaxNode | undefined {
    return childOf(this.message, this.at, KIND.scheme);
  }

  get userNode(): SyntaxNode | undefined {
    return childOf(this.message, this.at, KIND.user);
  }

  get hostNode(): SyntaxNode | undefined {
    return childOf(this.message, this.at, KIND.host);
  }

  get portNode(): SyntaxNode | undefined {
    return childOf(this.message, this.at, KIND.port);
  }
}

export function uriView(message: SipMessage, node: SyntaxNode): Uri {
  return new UriView(message, node.at);
}

/** One view for each child of a kind. */
function viewsIn<T>(
  message: SipMessage,
  header: Header,
  wanted: number,
  View: new (message: SipMessage, header: Header, at: number) => T,
): readonly T[] {
  const { tape } = message;
  const value = header.valueAt;
  const end = tape[value + 3] ?? 0;
  const found: T[] = [];
  for (let at = value + STRIDE; at < end; at = tape[at + 3] ?? end) {
    if (tape[at] === wanted) found.push(new View(message, header, at));
  }
  return found;
}

/** An element of a list with its parameters. */
class Element extends Piece {
  readonly header: Header;
  private knownParams: readonly Param[] | undefined = undefined;

  constructor(message: SipMessage, header: Header, at: number) {
    super(message, at);
    this.header = header;
  }

  get params(): readonly Param[] {
    this.knownParams ??= paramsIn(this.message, this.at, KIND.param);
    return this.knownParams;
  }
}

class AddressView extends Element implements Address {
  private knownUri: Uri | undefined | null = null;

  get star(): boolean {
    return childAt(this.message, this.at, KIND.star) >= 0;
  }

  get displayName(): string | undefined {
    const { message, at } = this;
    const text = textIn(message, at, KIND['display-name']) ?? textIn(message, at, KIND['quoted-string']);
    return text === undefined ? undefined : unquote(text);
  }

  get uri(): Uri | undefined {
    if (this.knownUri === null) {
      const at = childAt(this.message, this.at, KIND.uri);
      this.knownUri = at < 0 ? undefined : new UriView(this.message, at);
    }
    return this.knownUri;
  }
}

/** The addresses of From, To, Contact, Route, Path and their like. */
export function addressesOf(message: SipMessage, header: Header): readonly Address[] {
  return viewsIn(message, header, KIND.address, AddressView);
}

class ViaView extends Element implements Via {
  private knownTransport: string | undefined = undefined;

  get transport(): string {
    this.knownTransport ??= textIn(this.message, this.at, KIND.transport)?.toUpperCase() ?? '';
    return this.knownTransport;
  }

  get host(): string | undefined {
    return textIn(this.message, this.at, KIND.host);
  }

  get port(): number | undefined {
    const text = textIn(this.message, this.at, KIND.port);
    return text === undefined ? undefined : Number(text);
  }

  get transportNode(): SyntaxNode | undefined {
    return childOf(this.message, this.at, KIND.transport);
  }

  get hostNode(): SyntaxNode | undefined {
    return childOf(this.message, this.at, KIND.host);
  }

  get portNode(): SyntaxNode | undefined {
    return childOf(this.message, this.at, KIND.port);
  }
}

export function viasOf(message: SipMessage, header: Header): readonly Via[] {
  return viewsIn(message, header, KIND.via, ViaView);
}

class ItemView extends Element implements Item {
  private knownValue: string | undefined = undefined;

  get value(): string {
    this.knownValue ??= this.readValue();
    return this.knownValue;
  }

  private readValue(): string {
    const text = textAt(this.message, this.firstAt);
    const subtype = textIn(this.message, this.at, KIND['media-subtype']);
    return subtype === undefined ? unquote(text) : `${text}/${subtype}`;
  }

  get quoted(): boolean {
    return this.valueNode.kind === 'quoted-string';
  }

  get valueNode(): SyntaxNode {
    return nodeAt(this.message, this.firstAt);
  }

  /** The first child, the element itself when it has none. */
  private get firstAt(): number {
    const { at, message } = this;
    return (message.tape[at + 3] ?? 0) > at + STRIDE ? at + STRIDE : at;
  }
}

/** The elements of token lists, of lists of tokens with parameters, and of media ranges. */
export function itemsOf(message: SipMessage, header: Header): readonly Item[] {
  return viewsIn(message, header, KIND.item, ItemView);
}

/** Parameters that stand directly in the value: P-Charging-Vector, Authentication-Info, Session-Expires, Replaces. */
export function paramListOf(message: SipMessage, header: Header): readonly Param[] {
  return paramsIn(message, header.valueAt, KIND.param);
}

/** Scheme and parameters of a challenge or of credentials. */
export function credentialsOf(message: SipMessage, header: Header): Credentials | undefined {
  const schemeNode = childOf(message, header.valueAt, KIND.token);
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
  const numberNode = childOf(message, header.valueAt, KIND.integer);
  const methodNode = childOf(message, header.valueAt, KIND.method);
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
  const node = childOf(message, header.valueAt, KIND.integer);
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
    params: paramsIn(message, item.at, KIND.param),
    start: item.start,
    end: item.end,
  };
}
