/**
 * The names of the header fields of a message, in their order. A trace has many messages and few outlines, so what
 * follows from the names alone is worked out once: where a field stands, and which rules can speak about it.
 */

import type { Header } from '../../syntax/views.ts';

export class Outline {
  readonly names: readonly string[];
  /** The different names, numbered in the order in which they appear. */
  readonly #slots = new Map<string, number>();
  readonly #members: number[][] = [];

  constructor(headers: readonly Header[]) {
    this.names = headers.map(header => header.name);
    for (const [index, name] of this.names.entries()) {
      const slot = this.#slots.get(name);
      if (slot !== undefined) this.#members[slot]?.push(index);
      else {
        this.#slots.set(name, this.#members.length);
        this.#members.push([index]);
      }
    }
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

  describes(headers: readonly Header[]): boolean {
    const { names } = this;
    if (names.length !== headers.length) return false;
    for (let i = 0; i < names.length; i++) if (headers[i]?.name !== names[i]) return false;
    return true;
  }
}

/** Noise must not fill the memory: more outlines, or longer ones, than a trace has are not kept. */
const KEPT = 1000;
const LONGEST = 200;
const outlines = new Map<number, Outline>();

export function outlineOf(headers: readonly Header[]): Outline {
  let hash = headers.length;
  for (let i = 0; i < headers.length; i++) hash = (Math.imul(hash, 31) + (headers[i]?.number ?? 0)) | 0;
  const known = outlines.get(hash);
  if (known?.describes(headers)) return known;
  const outline = new Outline(headers);
  if (headers.length > LONGEST) return outline;
  if (outlines.size >= KEPT) outlines.clear();
  outlines.set(hash, outline);
  return outline;
}
