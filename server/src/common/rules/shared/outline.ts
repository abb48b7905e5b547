/**
 * The names of the header fields of a message, in their order. A trace has many messages and few outlines, so what
 * follows from the names, the method and the status code alone is worked out once: where a field stands, whether it
 * may, and which rules can speak about such a message at all.
 */

import type { MandatoryHeader, Placement } from '../../registry/index.ts';
import type { HeaderRow, Hop } from '../../registry/types.ts';
import type { Header } from '../../syntax/views.ts';

/** A header field that must not stand where it stands: its place in the order, and what the registry says. */
export interface Forbidden {
  readonly index: number;
  readonly row: HeaderRow;
  readonly placement: Placement;
}

/** All messages with the same header fields, method and status code. */
export class MessageKind {
  readonly outline: Outline;
  /** Method of the request, or of the CSeq of a response; undefined where it cannot be read. */
  readonly method: string | undefined;
  /** Status code of a response, undefined for a request. */
  readonly code: number | undefined;
  /** What is forbidden, by hop; filled by `placements.ts`. */
  readonly forbidden = new Map<Hop | undefined, readonly Forbidden[]>();
  /** What is missing, in the same way. */
  readonly missing = new Map<Hop | undefined, readonly MandatoryHeader[]>();

  constructor(outline: Outline, method: string | undefined, code: number | undefined) {
    this.outline = outline;
    this.method = method;
    this.code = code;
  }

  get isRequest(): boolean {
    return this.code === undefined;
  }

  has(name: string): boolean {
    return this.outline.has(name);
  }

  /** A request with this method. */
  isRequestOf(method: string): boolean {
    return this.code === undefined && this.method === method;
  }

  /** A response to this method. */
  isResponseTo(method: string): boolean {
    return this.code !== undefined && this.method === method;
  }
}

/** Noise must not fill the memory: more outlines, longer ones, or more kinds of one than a trace has are not kept. */
const MOST_OUTLINES = 1000;
const MOST_KINDS = 50;
const LONGEST = 200;

export class Outline {
  readonly names: readonly string[];
  readonly rows: readonly (HeaderRow | undefined)[];
  /** The rows of the different names, those without a row left out. */
  readonly different: readonly HeaderRow[];
  /** The different names, numbered in the order in which they appear. */
  readonly #slots = new Map<string, number>();
  readonly #members: number[][] = [];
  readonly #kinds: MessageKind[] = [];

  constructor(headers: readonly Header[]) {
    this.names = headers.map(header => header.name);
    this.rows = headers.map(header => header.row);
    const different: HeaderRow[] = [];
    for (const [index, name] of this.names.entries()) {
      const slot = this.#slots.get(name);
      if (slot !== undefined) this.#members[slot]?.push(index);
      else {
        this.#slots.set(name, this.#members.length);
        this.#members.push([index]);
        const row = this.rows[index];
        if (row !== undefined) different.push(row);
      }
    }
    this.different = different;
  }

  has(name: string): boolean {
    return this.#slots.has(name);
  }

  /** The number of a name, -1 when no header field has it. */
  slotOf(name: string): number {
    return this.#slots.get(name) ?? -1;
  }

  /** Which of the header fields have the name of a slot. */
  membersOf(slot: number): readonly number[] {
    return this.#members[slot] ?? [];
  }

  /** The kind of a message with these header fields. */
  kindOf(method: string | undefined, code: number | undefined): MessageKind {
    for (const kind of this.#kinds) if (kind.method === method && Object.is(kind.code, code)) return kind;
    const kind = new MessageKind(this, method, code);
    if (this.#kinds.length < MOST_KINDS) this.#kinds.push(kind);
    return kind;
  }

  describes(headers: readonly Header[]): boolean {
    const { names } = this;
    if (names.length !== headers.length) return false;
    for (let i = 0; i < names.length; i++) if (headers[i]?.name !== names[i]) return false;
    return true;
  }
}

const outlines = new Map<number, Outline>();

export function outlineOf(headers: readonly Header[]): Outline {
  let hash = headers.length;
  for (let i = 0; i < headers.length; i++) hash = (Math.imul(hash, 31) + (headers[i]?.number ?? 0)) | 0;
  const known = outlines.get(hash);
  if (known?.describes(headers)) return known;
  const outline = new Outline(headers);
  if (headers.length > LONGEST) return outline;
  if (outlines.size >= MOST_OUTLINES) outlines.clear();
  outlines.set(hash, outline);
  return outline;
}
