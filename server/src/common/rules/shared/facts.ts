/**
 * A message as the rules read it: header fields by name, values parsed once, however many rules ask.
 *
 * A header field with syntax errors is left out unless it is asked for by `every`: one mistake, one diagnostic.
 */

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

const NONE: readonly never[] = [];

/** A value together with the header field that it stands in. */
export type In<T> = T & { readonly header: Header };

/** The parameters of one P-Charging-Vector-like header field. */
export interface ParamList {
  readonly header: Header;
  readonly params: readonly Param[];
}

export class Facts {
  readonly message: SipMessage;
  readonly headers: readonly Header[];
  readonly request: RequestLine | undefined;
  readonly status: StatusLine | undefined;
  /** Method of the request, or of the CSeq of a response. */
  readonly method: string | undefined;
  readonly #byName = new Map<string, Header[]>();
  readonly #clean = new Map<string, readonly Header[]>();
  readonly #addresses = new Map<string, readonly In<Address>[]>();
  readonly #items = new Map<string, readonly In<Item>[]>();
  readonly #paramLists = new Map<string, readonly ParamList[]>();
  readonly #credentials = new Map<string, readonly In<Credentials>[]>();
  #vias: readonly In<Via>[] | undefined;

  constructor(message: SipMessage) {
    this.message = message;
    this.headers = headersOf(message);
    const line = startLineOf(message);
    this.request = line?.type === 'request' ? line : undefined;
    this.status = line?.type === 'response' ? line : undefined;
    this.method = methodOf(message);
    for (const header of this.headers) {
      const list = this.#byName.get(header.name);
      if (list === undefined) this.#byName.set(header.name, [header]);
      else list.push(header);
    }
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
    return this.#byName.get(name) ?? NONE;
  }

  /** Whether the message has the header field at all, with or without syntax errors. */
  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The header fields of this name that have no syntax error. */
  named(name: string): readonly Header[] {
    const all = this.#byName.get(name);
    if (all === undefined) return NONE;
    let clean = this.#clean.get(name);
    if (clean === undefined) {
      clean = all.some(header => header.hasErrors) ? all.filter(header => !header.hasErrors) : all;
      this.#clean.set(name, clean);
    }
    return clean;
  }

  first(name: string): Header | undefined {
    return this.named(name)[0];
  }

  addresses(name: string): readonly In<Address>[] {
    return this.#parsed(this.#addresses, name, addressesOf);
  }

  address(name: string): In<Address> | undefined {
    return this.addresses(name)[0];
  }

  items(name: string): readonly In<Item>[] {
    return this.#parsed(this.#items, name, itemsOf);
  }

  /** The element of a token list, whatever its letter case: an option tag, an event package. */
  item(name: string, value: string): In<Item> | undefined {
    const wanted = value.toLowerCase();
    return this.items(name).find(item => item.value.toLowerCase() === wanted);
  }

  paramLists(name: string): readonly ParamList[] {
    if (!this.#byName.has(name)) return NONE;
    let lists = this.#paramLists.get(name);
    if (lists === undefined) {
      lists = this.named(name).map(header => ({ header, params: paramListOf(this.message, header) }));
      this.#paramLists.set(name, lists);
    }
    return lists;
  }

  credentials(name: string): readonly In<Credentials>[] {
    return this.#parsed(this.#credentials, name, (message, header) => {
      const found = credentialsOf(message, header);
      return found === undefined ? NONE : [found];
    });
  }

  vias(): readonly In<Via>[] {
    this.#vias ??= this.#parsed(new Map(), 'Via', viasOf);
    return this.#vias;
  }

  cseq(): In<CSeq> | undefined {
    const header = this.first('CSeq');
    const value = header === undefined ? undefined : cseqOf(this.message, header);
    return header === undefined || value === undefined ? undefined : { ...value, header };
  }

  integer(name: string): In<Integer> | undefined {
    const header = this.first(name);
    const value = header === undefined ? undefined : integerOf(this.message, header);
    return header === undefined || value === undefined ? undefined : { ...value, header };
  }

  #parsed<T extends object>(
    cache: Map<string, readonly In<T>[]>,
    name: string,
    parse: (message: SipMessage, header: Header) => readonly T[],
  ): readonly In<T>[] {
    if (!this.#byName.has(name)) return NONE;
    let values = cache.get(name);
    if (values === undefined) {
      values = this.named(name).flatMap(header => parse(this.message, header).map(value => ({ ...value, header })));
      cache.set(name, values);
    }
    return values;
  }
}

/** As many as the dialog rules look at together. The cache only saves work; what it holds follows from the message. */
const KEPT = 64;
const recent = new Map<SipMessage, Facts>();
let last: Facts | undefined;

export function factsOf(message: SipMessage): Facts {
  if (last?.message === message) return last;
  let facts = recent.get(message);
  if (facts === undefined) {
    facts = new Facts(message);
    if (recent.size >= KEPT) recent.clear();
    recent.set(message, facts);
  }
  last = facts;
  return facts;
}

/** The media type of the body, when Content-Type is well-formed. */
export function contentTypeOf(message: SipMessage): MediaType | undefined {
  const header = factsOf(message).first('Content-Type');
  return header && mediaTypeOf(message, header);
}
