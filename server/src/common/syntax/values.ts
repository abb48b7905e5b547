/** Typed views of header values. Every view carries its offsets, so that a finding can point at it. */

import type { SipMessage } from './message.ts';
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

export function paramView(message: SipMessage, node: SyntaxNode): Param {
  const nameNode = find(node, 'param-name') ?? node;
  const valueNode = find(node, 'param-value');
  const raw = valueNode && textOf(message, valueNode);
  const name = textOf(message, nameNode);
  return {
    name,
    nameLower: name.toLowerCase(),
    value: raw === undefined ? undefined : unquote(raw),
    raw,
    quoted: raw?.startsWith('"') ?? false,
    start: node.start,
    end: node.end,
    nameNode,
    valueNode,
  };
}

function paramsIn(message: SipMessage, node: SyntaxNode, kind: 'param' | 'uri-param' | 'uri-header'): readonly Param[] {
  return node.children.filter(child => child.kind === kind).map(child => paramView(message, child));
}

/** The first parameter of a name, in any case. */
export function param(params: readonly Param[], name: string): Param | undefined {
  const lower = name.toLowerCase();
  return params.find(candidate => candidate.nameLower === lower);
}

export function uriView(message: SipMessage, node: SyntaxNode): Uri {
  const part = (kind: 'scheme' | 'user' | 'password' | 'host' | 'port') => find(node, kind);
  const text = (piece: SyntaxNode | undefined) => piece && textOf(message, piece);
  const portNode = part('port');
  return {
    scheme: text(part('scheme'))?.toLowerCase() ?? '',
    user: text(part('user')),
    password: text(part('password')),
    host: text(part('host')),
    port: portNode && Number(text(portNode)),
    params: paramsIn(message, node, 'uri-param'),
    headers: paramsIn(message, node, 'uri-header'),
    text: textOf(message, node),
    start: node.start,
    end: node.end,
    node,
    schemeNode: part('scheme'),
    userNode: part('user'),
    hostNode: part('host'),
    portNode,
  };
}

/** The addresses of From, To, Contact, Route, Path and their like. */
export function addressesOf(message: SipMessage, header: Header): readonly Address[] {
  return header.value.children.filter(child => child.kind === 'address').map(node => addressView(message, node));
}

function addressView(message: SipMessage, node: SyntaxNode): Address {
  const nameNode = find(node, 'display-name') ?? find(node, 'quoted-string');
  const uriNode = find(node, 'uri');
  return {
    star: find(node, 'star') !== undefined,
    displayName: nameNode && unquote(textOf(message, nameNode)),
    uri: uriNode && uriView(message, uriNode),
    params: paramsIn(message, node, 'param'),
    start: node.start,
    end: node.end,
    node,
  };
}

export function viasOf(message: SipMessage, header: Header): readonly Via[] {
  return header.value.children.filter(child => child.kind === 'via').map(node => viaView(message, node));
}

function viaView(message: SipMessage, node: SyntaxNode): Via {
  const transportNode = find(node, 'transport');
  const hostNode = find(node, 'host');
  const portNode = find(node, 'port');
  return {
    transport: transportNode ? textOf(message, transportNode).toUpperCase() : '',
    host: hostNode && textOf(message, hostNode),
    port: portNode && Number(textOf(message, portNode)),
    params: paramsIn(message, node, 'param'),
    start: node.start,
    end: node.end,
    node,
    transportNode,
    hostNode,
    portNode,
  };
}

/** The elements of token lists, of lists of tokens with parameters, and of media ranges. */
export function itemsOf(message: SipMessage, header: Header): readonly Item[] {
  return header.value.children.filter(child => child.kind === 'item').map(node => itemView(message, node));
}

function itemView(message: SipMessage, node: SyntaxNode): Item {
  const valueNode = node.children[0] ?? node;
  const subtype = find(node, 'media-subtype');
  const text = textOf(message, valueNode);
  return {
    value: subtype ? `${text}/${textOf(message, subtype)}` : unquote(text),
    quoted: valueNode.kind === 'quoted-string',
    params: paramsIn(message, node, 'param'),
    start: node.start,
    end: node.end,
    node,
    valueNode,
  };
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
    scheme: textOf(message, schemeNode),
    schemeNode,
    params: paramListOf(message, header),
    start: header.value.start,
    end: header.value.end,
  };
}

export interface CSeq {
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
    number: Number(textOf(message, numberNode)),
    method: textOf(message, methodNode),
    start,
    end,
    numberNode,
    methodNode,
  };
}

export interface Integer {
  readonly value: number;
  readonly node: SyntaxNode;
}

/** The number of Expires, Max-Forwards, Content-Length, Retry-After and their like. */
export function integerOf(message: SipMessage, header: Header): Integer | undefined {
  const node = find(header.value, 'integer');
  return node && { value: Number(textOf(message, node)), node };
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
