/**
 * A message as the rules read it: header fields by name, values parsed once, however many rules ask.
 *
 * A header field with syntax errors is left out unless it is asked for by `every`: one mistake, one diagnostic.
 */

import type { SdpDescription } from '../../bodies/sdp/parse.ts';
import { releaseViews, viewsOf } from '../../syntax/cache.ts';
import type { SipMessage } from '../../syntax/message.ts';
import {
  type Address,
  addressesOf,
  type Credentials,
  type CSeq,
  credentialsOf,
  cseqOf,
  type Integer,
  type Item,
  integerOf,
  itemsOf,
  type MediaType,
  mediaTypeOf,
  type Param,
  paramListOf,
  type Via,
  viasOf,
} from '../../syntax/values.ts';
import {
  type Header,
  headersOf,
  methodOf,
  type RequestLine,
  type StatusLine,
  startLineOf,
} from '../../syntax/views.ts';
import type { Vantage } from '../hop.ts';
import { type MessageKind, type Outline, outlineOf } from './outline.ts';

const NONE: readonly never[] = [];

/** A value together with the header field that it stands in. */
export type In<T extends { readonly header: Header }> = T;

/** The parameters of one P-Charging-Vector-like header field. */
export interface ParamList {
  readonly header: Header;
  readonly params: readonly Param[];
}

/** The header fields of one name, and what was read in them so far. */
class Field {
  readonly all: readonly Header[];
  /** Those without syntax errors. */
  readonly clean: readonly Header[];
  addresses: readonly Address[] | undefined = undefined;
  items: readonly Item[] | undefined = undefined;
  vias: readonly Via[] | undefined = undefined;
  paramLists: readonly ParamList[] | undefined = undefined;
  credentials: readonly Credentials[] | undefined = undefined;
  /** null: looked for, and there is none. */
  integer: Integer | undefined | null = null;

  constructor(all: readonly Header[]) {
    this.all = all;
    this.clean = all.some(header => header.hasErrors) ? all.filter(header => !header.hasErrors) : all;
  }

  /** The values of all its header fields, one after the other. */
  read<T>(message: SipMessage, parse: (message: SipMessage, header: Header) => readonly T[]): readonly T[] {
    const [first] = this.clean;
    if (first === undefined) return NONE;
    return this.clean.length === 1 ? parse(message, first) : this.clean.flatMap(header => parse(message, header));
  }
}

export class Facts {
  readonly message: SipMessage;
  /** Its place among the facts that are kept, see `once.ts`. */
  readonly place: number;
  readonly headers: readonly Header[];
  readonly outline: Outline;
  readonly kind: MessageKind;
  readonly request: RequestLine | undefined;
  readonly status: StatusLine | undefined;
  /** Method of the request, or of the CSeq of a response. */
  readonly method: string | undefined;
  /** What other helpers found out about the message; each fills its own. */
  vantage: Vantage | undefined = undefined;
  /** null: nobody has looked for it. */
  sdp: SdpDescription | undefined | null = null;
  readonly #fields: (Field | undefined)[] = [];
  #cseq: CSeq | undefined | null = null;

  constructor(message: SipMessage, place: number) {
    this.message = message;
    this.place = place;
    this.headers = headersOf(message);
    this.outline = outlineOf(this.headers);
    const line = startLineOf(message);
    this.request = line?.type === 'request' ? line : undefined;
    this.status = line?.type === 'response' ? line : undefined;
    this.method = methodOf(message);
    this.kind = this.outline.kindOf(this.method, this.status?.code);
  }

  /** Where to report what is missing: the method of a request, the code of a response. */
  get subject(): { readonly start: number; readonly end: number } {
    return this.request?.methodNode ?? this.status?.codeNode ?? { start: 0, end: 0 };
  }

  /** `REGISTER`, `401`: how a sentence names the message. */
  get title(): string {
    return this.request?.method ?? String(this.status?.code ?? '');
  }

  /** Every header field of this registry name, with or without syntax errors. */
  every(name: string): readonly Header[] {
    return this.#field(name)?.all ?? NONE;
  }

  /** Whether the message has the header field at all, with or without syntax errors. */
  has(name: string): boolean {
    return this.outline.has(name);
  }

  /** The header fields of this name that have no syntax error. */
  named(name: string): readonly Header[] {
    return this.#field(name)?.clean ?? NONE;
  }

  first(name: string): Header | undefined {
    return this.#field(name)?.clean[0];
  }

  addresses(name: string): readonly In<Address>[] {
    const field = this.#field(name);
    if (field === undefined) return NONE;
    field.addresses ??= field.read(this.message, addressesOf);
    return field.addresses;
  }

  address(name: string): In<Address> | undefined {
    return this.addresses(name)[0];
  }

  items(name: string): readonly In<Item>[] {
    const field = this.#field(name);
    if (field === undefined) return NONE;
    field.items ??= field.read(this.message, itemsOf);
    return field.items;
  }

  /** The element of a token list, whatever its letter case: an option tag, an event package. */
  item(name: string, value: string): In<Item> | undefined {
    if (!this.outline.has(name)) return undefined;
    const wanted = value.toLowerCase();
    return this.items(name).find(item => item.value.toLowerCase() === wanted);
  }

  paramLists(name: string): readonly ParamList[] {
    const field = this.#field(name);
    if (field === undefined) return NONE;
    field.paramLists ??= field.clean.map(header => ({ header, params: paramListOf(this.message, header) }));
    return field.paramLists;
  }

  credentials(name: string): readonly In<Credentials>[] {
    const field = this.#field(name);
    if (field === undefined) return NONE;
    field.credentials ??= field.read(this.message, (message, header) => {
      const found = credentialsOf(message, header);
      return found === undefined ? NONE : [found];
    });
    return field.credentials;
  }

  vias(): readonly In<Via>[] {
    const field = this.#field('Via');
    if (field === undefined) return NONE;
    field.vias ??= field.read(this.message, viasOf);
    return field.vias;
  }

  cseq(): In<CSeq> | undefined {
    if (this.#cseq === null) {
      const header = this.first('CSeq');
      this.#cseq = header && cseqOf(this.message, header);
    }
    return this.#cseq;
  }

  integer(name: string): In<Integer> | undefined {
    const field = this.#field(name);
    if (field === undefined) return undefined;
    if (field.integer === null) field.integer = field.clean[0] && integerOf(this.message, field.clean[0]);
    return field.integer;
  }

  #field(name: string): Field | undefined {
    const slot = this.outline.slotOf(name);
    return slot < 0 ? undefined : (this.#fields[slot] ?? this.#makeField(slot));
  }

  #makeField(slot: number): Field {
    const all: Header[] = [];
    for (const index of this.outline.membersOf(slot)) {
      const header = this.headers[index];
      if (header !== undefined) all.push(header);
    }
    const field = new Field(all);
    this.#fields[slot] = field;
    return field;
  }
}

/** As many as the dialog rules look at together. What is kept only saves work; it follows from the message. */
export const FACTS_KEPT = 64;
/** The messages whose facts and views are kept unless somebody releases them earlier, overwritten in turn. */
const recent: (SipMessage | undefined)[] = new Array<SipMessage | undefined>(FACTS_KEPT).fill(undefined);
let oldest = 0;

export function factsOf(message: SipMessage): Facts {
  const known = message.views?.facts;
  return known instanceof Facts ? known : makeFacts(message);
}

/**
 * Kept on the message and not in a Map or WeakMap: both make the engine keep short-lived messages through many
 * collections (the tables that a Map leaves behind hold each other), which cost more than the rules themselves.
 */
function makeFacts(message: SipMessage): Facts {
  const facts = new Facts(message, oldest);
  viewsOf(message).facts = facts;
  const old = recent[oldest];
  if (old !== undefined && old !== message) releaseViews(old);
  recent[oldest] = message;
  oldest = (oldest + 1) % FACTS_KEPT;
  return facts;
}

/** Releases the messages whose facts are kept. */
export function forgetFacts(): void {
  for (const message of recent) if (message !== undefined) releaseViews(message);
  recent.fill(undefined);
}

/** The media type of the body, when Content-Type is well-formed. */
export function contentTypeOf(message: SipMessage): MediaType | undefined {
  const header = factsOf(message).first('Content-Type');
  return header && mediaTypeOf(message, header);
}
