/** One segment of a document with other names: the tree says which text is what. */

import { parseMessage, type SipMessage } from '../../syntax/message.ts';
import { wireLength } from '../../syntax/octets.ts';
import { find, type SyntaxNode, textOf, treeOf } from '../../syntax/tree.ts';
import { bodyOf, firstHeader, type Header, headersOf } from '../../syntax/views.ts';
import { anonymiseBody } from './anonymiseBody.ts';
import { paramValue } from './anonymiseParam.ts';
import type { Disguise } from './disguise.ts';
import { freeText } from './freeText.ts';

/** Header fields whose text is a person's own words. */
const OWN_WORDS: ReadonlySet<string> = new Set(['subject', 'organization']);
/** Header fields whose token or quoted string is a host. */
const HOST_VALUES: ReadonlySet<string> = new Set(['P-Visited-Network-ID', 'P-Charging-Function-Addresses']);

/** `depth` counts the bodies around a message that is itself a body. */
export function anonymiseMessage(message: SipMessage, disguise: Disguise, depth = 0): string {
  return new MessageWriter(message, disguise).write(depth);
}

class MessageWriter {
  readonly #message: SipMessage;
  readonly #disguise: Disguise;
  readonly #headers: ReadonlyMap<number, Header>;

  constructor(message: SipMessage, disguise: Disguise) {
    this.#message = message;
    this.#disguise = disguise;
    this.#headers = new Map(headersOf(message).map(header => [header.start, header]));
  }

  write(depth: number): string {
    const body = bodyOf(this.#message);
    if (!body) return this.#node(treeOf(this.#message), undefined);
    const type = firstHeader(this.#message, 'Content-Type')?.raw ?? '';
    const disguise = this.#disguise;
    const nested = (text: string, deeper: number): string => anonymiseMessage(parseMessage(text), disguise, deeper);
    const fresh = anonymiseBody(body.text, type, { disguise, depth, nested });
    const difference = wireLength(fresh) - wireLength(body.text);
    return this.#node(treeOf(this.#message), undefined, { text: fresh, difference });
  }

  /** A node's text: its children's, and between them the text as it is. */
  #node(
    node: SyntaxNode,
    header: Header | undefined,
    body?: { readonly text: string; readonly difference: number },
  ): string {
    const own = this.#leaf(node, header, body);
    if (own !== undefined) return own;
    const { text } = this.#message;
    const inside = node.kind === 'header' ? this.#headers.get(node.start) : header;
    if (inside?.row?.name === 'Content-Length' && node.kind === 'header-value' && body)
      return this.#length(node, body.difference);
    const parts: string[] = [];
    let at = node.start;
    for (const child of node.children) {
      parts.push(text.slice(at, child.start), this.#node(child, inside, body));
      at = child.end;
    }
    parts.push(text.slice(at, node.end));
    return parts.join('');
  }

  /** A wrong Content-Length stays as wrong as it was: it may be what the trace is about. */
  #length(node: SyntaxNode, difference: number): string {
    const text = textOf(this.#message, node);
    return text.replace(/\d+/, digits => String(Math.max(0, Number(digits) + difference)));
  }

  /** The text of a node that is replaced as a whole; undefined for one that has parts or stays. */
  #leaf(node: SyntaxNode, header: Header | undefined, body: { readonly text: string } | undefined): string | undefined {
    const disguise = this.#disguise;
    const text = textOf(this.#message, node);
    switch (node.kind) {
      case 'body':
        return body?.text ?? text;
      case 'user':
        return disguise.user(text);
      case 'password':
        return disguise.token(text);
      case 'host':
      case 'warn-agent':
        return disguise.host(text);
      case 'display-name':
        return disguise.name(text);
      case 'call-id':
        return disguise.callId(text);
      case 'param-value':
        return this.#paramValue(node, text, header);
      case 'uri-header':
        return this.#uriHeader(node);
      case 'directive':
        return this.#directive(node);
      case 'text':
        return OWN_WORDS.has(header?.name.toLowerCase() ?? '') ? disguise.name(text) : freeText(text, disguise);
      case 'token':
      case 'quoted-string':
        return this.#item(text, header);
      case 'prose':
      case 'comment':
      case 'separator-title':
      case 'comment-text':
      case 'opaque':
      case 'error':
      case 'continuation':
      case 'reason-phrase':
        return freeText(text, disguise);
      default:
        return undefined;
    }
  }

  #item(text: string, header: Header | undefined): string {
    const inner = text.startsWith('"') ? text.slice(1, -1) : text;
    // Event packages, option tags and methods are words of the protocol, also when somebody is called so.
    if (!text.startsWith('"') && /^[A-Za-z-]+$/.test(text) && !HOST_VALUES.has(header?.row?.name ?? '')) return text;
    const isHost = HOST_VALUES.has(header?.row?.name ?? '') && /^[A-Za-z0-9.-]+$/.test(inner);
    return isHost ? text.replace(inner, () => this.#disguise.host(inner)) : freeText(text, this.#disguise);
  }

  #paramValue(node: SyntaxNode, text: string, header: Header | undefined): string {
    const name = node.parent && find(node.parent, 'param-name');
    return name
      ? paramValue(textOf(this.#message, name), text, header, this.#disguise)
      : freeText(text, this.#disguise);
  }

  /** `?Replaces=...`: a header field in escaped form. */
  #uriHeader(node: SyntaxNode): string {
    const text = textOf(this.#message, node);
    const at = text.indexOf('=') + 1;
    const plain = unescaped(text.slice(at));
    return text.slice(0, at) + escaped(freeText(plain, this.#disguise));
  }

  #directive(node: SyntaxNode): string {
    const key = find(node, 'directive-key');
    const value = find(node, 'directive-value');
    const text = textOf(this.#message, node);
    if (!key || !value) return text;
    const written = textOf(this.#message, value);
    const name = textOf(this.#message, key);
    const isPlace = name === 'from' || name === 'to';
    const fresh =
      name === 'subscriber' ? this.#disguise.name(written) : isPlace ? freeText(written, this.#disguise) : written;
    return text.slice(0, value.start - node.start) + fresh + text.slice(value.end - node.start);
  }
}

function unescaped(text: string): string {
  return text.replace(/%([2-7][0-9A-Fa-f])/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** All that hvalue does not allow (RFC 3261 §25.1). */
function escaped(text: string): string {
  return text.replace(/[\0-\x7f]/g, character => {
    if (/[A-Za-z0-9\-_.!~*'()[\]/?:+$]/.test(character)) return character;
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}
