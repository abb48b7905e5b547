/**
 * The tree as it is stored: nodes in document order, four numbers each, in an Int32Array that many messages share.
 *
 * Why not objects: a 1 KB message has about 150 nodes; as objects they take 10 KB and most of the parse time. The
 * typed nodes that everything else works with (`tree.ts`) are made from the tape when somebody asks.
 */

/** Numbers a node takes: kind, start, end, index just after its last descendant. */
export const STRIDE = 4;

/** Messages share blocks of this many numbers: an array of its own for each would cost more than its nodes. */
const BLOCK = 1 << 16;

/** Writes nodes in document order: parent before children. The scanner is one, which saves a step for every node. */
export class TapeWriter {
  private block = new Int32Array(BLOCK);
  /** Where the present message begins in the block. */
  private base = 0;
  /** Where the next node goes. */
  private top = 0;
  /** Where the message begins in the text that is read: positions on the tape count from there. */
  origin = 0;

  /** Forgets what was written since the last `finish`. */
  restart(): void {
    this.top = this.base;
  }

  /** Begins a node that gets children; `close` must follow. Returns its index. */
  open(kind: number, start: number): number {
    const at = this.top - this.base;
    this.leaf(kind, start, start);
    return at;
  }

  close(at: number, end: number): void {
    const index = this.base + at;
    this.block[index + 2] = end - this.origin;
    this.block[index + 3] = this.top;
  }

  leaf(kind: number, start: number, end: number): void {
    const at = this.top;
    if (at + STRIDE > this.block.length) {
      this.grow();
      this.leaf(kind, start, end);
      return;
    }
    const block = this.block;
    block[at] = kind;
    block[at + 1] = start - this.origin;
    block[at + 2] = end - this.origin;
    block[at + 3] = at + STRIDE;
    this.top = at + STRIDE;
  }

  /** Takes back the nodes from index `at` on. */
  rewind(at: number): void {
    this.top = this.base + at;
  }

  /** Index of the next node. */
  get next(): number {
    return this.top - this.base;
  }

  /** Ends the message: its nodes stand in `block` from index `root` on. The writer is ready for the next message. */
  finish(): { readonly tape: Int32Array; readonly root: number } {
    const root = this.base;
    this.base = this.top;
    return { tape: this.block, root };
  }

  /** Moves the present message to a new block, big enough for twice its size. */
  private grow(): void {
    const { block, base } = this;
    const length = this.top - base;
    const bigger = new Int32Array(Math.max(BLOCK, length * 2));
    bigger.set(block.subarray(base, this.top));
    for (let at = 3; at < length; at += STRIDE) bigger[at] = (bigger[at] ?? 0) - base;
    this.block = bigger;
    this.base = 0;
    this.top = length;
  }
}
