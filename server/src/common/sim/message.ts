/** SIP messages under way: built as header lists, delivered as octets that the receiver parses again. */
import { parseMessage, type SipMessage } from '../syntax/message.ts';
import { printWire, toWire, utf8Length } from '../syntax/print.ts';
import {
  type Address,
  addressesOf,
  type Credentials,
  credentialsOf,
  cseqOf,
  type Item,
  integerOf,
  itemsOf,
  type Param,
  param,
  paramListOf,
  type Uri,
  type Via,
  viasOf,
} from '../syntax/values.ts';
import { firstHeader, type Header, headersNamed, headersOf, startLineOf } from '../syntax/views.ts';
import { type Origin, type Place, placeOf } from './origin.ts';
import type { Because } from './result.ts';

export interface HeaderLine {
  readonly name: string;
  readonly value: string;
  /** Where the line came from; absent when an actor made it. */
  readonly origin?: Origin | undefined;
}

/** A message that an actor is about to send. */
export interface OutgoingMessage {
  readonly startLine: string;
  readonly startOrigin?: Origin | undefined;
  /** Content-Length is not among them: it is counted when the message is sent. */
  readonly headers: readonly HeaderLine[];
  readonly body: string;
  /** Why a response is what it is; travels beside the octets and is handed on by proxies. */
  readonly because?: readonly Because[] | undefined;
}

export function header(name: string, value: string, origin?: Origin): HeaderLine {
  return { name, value, origin };
}

function isNamed(line: HeaderLine, name: string): boolean {
  return line.name.toLowerCase() === name.toLowerCase();
}

export function withoutHeaders(headers: readonly HeaderLine[], ...names: readonly string[]): HeaderLine[] {
  return headers.filter(line => !names.some(name => isNamed(line, name)));
}

/** Puts `line` where its name first stands, without the others of that name; at the end if there is none. */
export function withHeader(headers: readonly HeaderLine[], line: HeaderLine): HeaderLine[] {
  const at = headers.findIndex(other => isNamed(other, line.name));
  if (at < 0) return [...headers, line];
  return [...headers.slice(0, at), line, ...withoutHeaders(headers.slice(at + 1), line.name)];
}

/** Inserts lines after the last header called `name`; at the end if there is none. */
export function withHeadersAfter(
  headers: readonly HeaderLine[],
  name: string,
  lines: readonly HeaderLine[],
): HeaderLine[] {
  const at = headers.findLastIndex(line => isNamed(line, name));
  return at < 0 ? [...headers, ...lines] : [...headers.slice(0, at + 1), ...lines, ...headers.slice(at + 1)];
}

/** The values of a comma list; commas inside quotes and angle brackets do not separate. */
export function splitList(value: string): string[] {
  const parts = value.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<]|["<])+/g) ?? [];
  return parts.map(part => part.trim()).filter(part => part !== '');
}

/** Puts a Via above all others: the sender's own. */
export function withTopVia(headers: readonly HeaderLine[], via: string): HeaderLine[] {
  const at = Math.max(
    0,
    headers.findIndex(line => isNamed(line, 'Via')),
  );
  return [...headers.slice(0, at), header('Via', via), ...headers.slice(at)];
}

/** Changes the topmost Via value only, or removes it when `change` gives undefined; the header may hold a list. */
export function changeTopVia(
  headers: readonly HeaderLine[],
  change: (via: string) => string | undefined,
): HeaderLine[] {
  const at = headers.findIndex(line => isNamed(line, 'Via'));
  const line = headers[at];
  if (line === undefined) return [...headers];
  const [top = '', ...others] = splitList(line.value);
  const changed = change(top);
  const value = [...(changed === undefined ? [] : [changed]), ...others].join(', ');
  const rest = headers.slice(at + 1);
  return value === '' ? [...headers.slice(0, at), ...rest] : [...headers.slice(0, at), { ...line, value }, ...rest];
}

/**
 * What a receiver adds to the topmost Via: `received` when sent-by is not the source (RFC 3261 §18.2.1); for a Via with
 * `rport` both, even if the address is the same (RFC 3581 §4).
 */
export function markSource(
  headers: readonly HeaderLine[],
  sentBy: string | undefined,
  source: { readonly address: string; readonly port: number },
): HeaderLine[] {
  return changeTopVia(headers, via => {
    const marked = via.replace(/;\s*rport\s*(?=;|$)/i, `;rport=${source.port}`);
    const needsReceived = marked !== via || sentBy !== source.address;
    return needsReceived && !/;\s*received=/i.test(marked) ? `${marked};received=${source.address}` : marked;
  });
}

/** `credentials` with a directive set or, for `undefined`, taken away; the others stay as they are written. */
export function withDirective(credentials: string, name: string, value: string | undefined): string {
  const at = /^\S+\s*/.exec(credentials)?.[0] ?? '';
  const directives = splitList(credentials.slice(at.length));
  const isOwn = (directive: string): boolean => directive.split('=')[0]?.trim().toLowerCase() === name;
  const added = value === undefined ? [] : [`${name}=${value}`];
  if (!directives.some(isOwn)) return value === undefined ? credentials : `${credentials},${name}=${value}`;
  return at + [...directives.filter(directive => !isOwn(directive)), ...added].join(', ');
}

/** The octets of a message, Content-Length counted. */
export function wireText(message: OutgoingMessage): string {
  const headers = [
    ...withoutHeaders(message.headers, 'Content-Length').map(({ name, value }) => ({ name, value })),
    { name: 'Content-Length', value: String(utf8Length(message.body)) },
  ];
  return printWire({ startLine: message.startLine, headers, body: message.body });
}

/** A message as its receiver sees it: the parsed octets, and beside them where each header came from. */
export class SipPacket {
  readonly text: string;
  readonly message: SipMessage;
  readonly headers: readonly HeaderLine[];
  readonly startOrigin: Origin | undefined;
  readonly because: readonly Because[];

  private constructor(
    message: SipMessage,
    headers: readonly HeaderLine[],
    startOrigin: Origin | undefined,
    reasons: readonly Because[],
  ) {
    this.text = message.text;
    this.message = message;
    this.headers = headers;
    this.startOrigin = startOrigin;
    this.because = reasons;
  }

  /** Serialises and parses: the receiver can see only what is on the wire. */
  static deliver(sent: OutgoingMessage): SipPacket {
    const message = parseMessage(wireText(sent));
    const sources = withoutHeaders(sent.headers, 'Content-Length');
    const headers = headersOf(message).map((line, i): HeaderLine => {
      const origin = sources[i];
      return {
        name: line.name,
        value: line.raw,
        origin: origin && isNamed(origin, line.name) ? origin.origin : undefined,
      };
    });
    return new SipPacket(message, headers, sent.startOrigin, sent.because ?? []);
  }

  /** Octets from outside of the run; nothing is known of where they came from. */
  static receive(text: string): SipPacket {
    const message = parseMessage(text);
    const headers = headersOf(message).map(({ name, raw }): HeaderLine => header(name, raw));
    return new SipPacket(message, headers, undefined, []);
  }

  /** The author's own message; every header is its own origin. */
  static author(message: SipMessage): SipPacket {
    const headers = headersOf(message).map((line): HeaderLine => {
      const text = message.text.slice(line.start, line.end);
      return { name: line.name, value: line.raw, origin: { authored: { start: line.start, text } } };
    });
    const start = startLineOf(message);
    const startOrigin =
      start &&
      ({ authored: { start: start.start, text: message.text.slice(start.start, start.end) } } satisfies Origin);
    return new SipPacket(message, headers, startOrigin, []);
  }

  /** For forwarding: the same lines, ready to be changed. */
  copy(): OutgoingMessage {
    const wire = toWire(this.message);
    return {
      startLine: wire?.startLine ?? '',
      startOrigin: this.startOrigin,
      headers: withoutHeaders(this.headers, 'Content-Length'),
      body: wire?.body ?? '',
      because: this.because,
    };
  }

  get method(): string | undefined {
    const line = startLineOf(this.message);
    return line?.type === 'request' ? line.method : undefined;
  }

  get status(): number | undefined {
    const line = startLineOf(this.message);
    return line?.type === 'response' ? line.code : undefined;
  }

  get reason(): string {
    const line = startLineOf(this.message);
    return line?.type === 'response' ? line.reason : '';
  }

  get requestUri(): string | undefined {
    const line = startLineOf(this.message);
    return line?.type === 'request' ? line.uri?.text : undefined;
  }

  get requestUriView(): Uri | undefined {
    const line = startLineOf(this.message);
    return line?.type === 'request' ? line.uri : undefined;
  }

  /** The place of the start-line, or of a piece of it, in the authored message. */
  startPlace(fragment?: string): Place {
    const authored = this.startOrigin?.authored;
    if (authored === undefined) return {};
    const at = fragment === undefined ? -1 : authored.text.indexOf(fragment);
    if (at < 0 || fragment === undefined)
      return { range: { start: authored.start, end: authored.start + authored.text.length } };
    return { range: { start: authored.start + at, end: authored.start + at + fragment.length } };
  }

  get body(): string {
    return toWire(this.message)?.body ?? '';
  }

  header(name: string): Header | undefined {
    return firstHeader(this.message, name);
  }

  /** Unfolded value of the first header of that name. */
  value(name: string): string | undefined {
    return this.header(name)?.raw;
  }

  values(name: string): string[] {
    return headersNamed(this.message, name).map(line => line.raw);
  }

  /** Addresses of all headers of that name, in order. */
  addresses(name: string): Address[] {
    return headersNamed(this.message, name).flatMap(line => addressesOf(this.message, line));
  }

  items(name: string): Item[] {
    return headersNamed(this.message, name).flatMap(line => itemsOf(this.message, line));
  }

  /** Lower-case tokens of a list header: Supported, Require. */
  tokens(name: string): string[] {
    return this.items(name).map(item => item.value.toLowerCase());
  }

  vias(): Via[] {
    return headersNamed(this.message, 'Via').flatMap(line => viasOf(this.message, line));
  }

  integer(name: string): number | undefined {
    const line = this.header(name);
    return line && integerOf(this.message, line)?.value;
  }

  params(name: string): readonly Param[] {
    const line = this.header(name);
    return line === undefined ? [] : paramListOf(this.message, line);
  }

  credentials(name: string): Credentials | undefined {
    const line = this.header(name);
    return line && credentialsOf(this.message, line);
  }

  /** A directive of the credentials, unquoted: `directive('Authorization', 'nonce')`. */
  directive(name: string, directive: string): string | undefined {
    return param(this.credentials(name)?.params ?? [], directive)?.value;
  }

  get cseq(): { readonly number: number; readonly method: string } | undefined {
    const line = this.header('CSeq');
    return line && cseqOf(this.message, line);
  }

  get callId(): string {
    return this.value('Call-ID') ?? '';
  }

  /** Where the first header of that name came from. */
  origin(name: string): Origin | undefined {
    return this.headers.find(line => isNamed(line, name))?.origin;
  }

  /** The place of a header, or of a piece of its text, in the authored message. */
  place(name: string, fragment?: string): Place {
    const lines = this.headers.filter(line => isNamed(line, name) && line.origin !== undefined);
    const line = lines.find(one => fragment !== undefined && one.value.includes(fragment)) ?? lines[0];
    return placeOf(line?.origin, fragment);
  }
}

/** The response to a request: what RFC 3261 §8.2.6.2 copies, then the lines of the responder. */
export function responseTo(
  request: SipPacket,
  code: number,
  reason: string,
  lines: readonly HeaderLine[] = [],
  reasons: readonly Because[] = [],
  toTag?: string,
): OutgoingMessage {
  const copied = request.headers.filter(line =>
    ['Via', 'From', 'To', 'Call-ID', 'CSeq'].some(name => isNamed(line, name)),
  );
  const hasTag = request.addresses('To').some(address => param(address.params, 'tag') !== undefined);
  const headers = copied.map(line =>
    isNamed(line, 'To') && toTag !== undefined && !hasTag ? { ...line, value: `${line.value};tag=${toTag}` } : line,
  );
  return { startLine: `SIP/2.0 ${code} ${reason}`, headers: [...headers, ...lines], body: '', because: reasons };
}
