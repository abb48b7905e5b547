/**
 * Finds what belongs to a name in place, in any case and without making a string of it: half of the cost of a header
 * line would otherwise be its name.
 */

interface Entry<T> {
  /** In the usual spelling. */
  readonly name: string;
  readonly lower: string;
  readonly value: T;
}

export class NameTable<T> {
  private readonly slots: (Entry<T> | undefined)[];
  private readonly mask: number;

  constructor(entries: Iterable<readonly [name: string, value: T]>) {
    const all = [...entries];
    let size = 64;
    // Several slots a name keep the searches short.
    while (size < all.length * 8) size *= 2;
    this.mask = size - 1;
    this.slots = new Array<Entry<T> | undefined>(size).fill(undefined);
    for (const [name, value] of all) this.add(name, name.toLowerCase(), value);
  }

  private add(name: string, lower: string, value: T): void {
    let slot = hashOf(lower, 0, lower.length) & this.mask;
    while (this.slots[slot] !== undefined) slot = (slot + 1) & this.mask;
    this.slots[slot] = { name, lower, value };
  }

  /** What belongs to the name at `[start, end)`. */
  at(text: string, start: number, end: number): T | undefined {
    const { slots, mask } = this;
    for (let slot = hashOf(text, start, end) & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot];
      if (entry === undefined) return undefined;
      if (isName(text, start, end, entry.lower)) return entry.value;
    }
  }
}

/** A hash of the length and four characters, in any case of ASCII letters: names differ enough in those. */
function hashOf(text: string, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 0;
  const first = text.charCodeAt(start) | 32;
  const inner = text.charCodeAt(start + (length >> 1)) | 32;
  const late = text.charCodeAt(start + ((length * 3) >> 2)) | 32;
  const last = text.charCodeAt(end - 1) | 32;
  return length * 67 + first * 1031 + inner * 259 + late * 131 + last * 521;
}

function isName(text: string, start: number, end: number, lower: string): boolean {
  if (end - start !== lower.length) return false;
  for (let i = 0; i < lower.length; i++) {
    const code = text.charCodeAt(start + i);
    const wanted = lower.charCodeAt(i);
    if (code !== wanted && (code + 32 !== wanted || code < 65 || code > 90)) return false;
  }
  return true;
}
