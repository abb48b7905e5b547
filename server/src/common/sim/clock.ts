/** The virtual clock: one queue, ordered by time and, at the same time, by the order of insertion. */

interface Entry<T> {
  readonly at: number;
  readonly sequence: number;
  readonly item: T;
  cancelled: boolean;
}

/** Takes an entry out of the queue before its time. */
export interface Scheduled {
  cancel(): void;
  readonly at: number;
}

/** A binary heap; `now` moves only when an entry is taken. */
export class EventQueue<T> {
  #heap: Entry<T>[] = [];
  #sequence = 0;
  #now = 0;

  /** Virtual milliseconds since the start of the run. */
  get now(): number {
    return this.#now;
  }

  /** Puts `item` at `now + delay`; delays below zero count as zero. */
  schedule(item: T, delay: number): Scheduled {
    const entry = { at: this.#now + Math.max(0, delay), sequence: this.#sequence++, item, cancelled: false };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return {
      at: entry.at,
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  /** Whether an entry that waits satisfies `test`. */
  some(test: (item: T) => boolean): boolean {
    return this.#heap.some(entry => !entry.cancelled && test(entry.item));
  }

  /** When the next entry is due; undefined when none waits. */
  get nextAt(): number | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst();
    return this.#heap[0]?.at;
  }

  /** Moves the clock on, where the time is not the queue's own; whatever is due must have been taken. */
  advance(to: number): void {
    this.#now = Math.max(this.#now, Math.min(to, this.nextAt ?? to));
  }

  /** Takes the earliest entry that is due by `until` and moves the clock to it. */
  next(until: number): T | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || (first.at > until && !first.cancelled)) return undefined;
      this.#removeFirst();
      if (first.cancelled) continue;
      this.#now = first.at;
      return first.item;
    }
  }

  #before(a: Entry<T> | undefined, b: Entry<T> | undefined): boolean {
    if (a === undefined || b === undefined) return a !== undefined;
    return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
  }

  #swap(i: number, j: number): void {
    const a = this.#heap[i];
    const b = this.#heap[j];
    if (a === undefined || b === undefined) return;
    this.#heap[i] = b;
    this.#heap[j] = a;
  }

  #rise(start: number): void {
    let i = start;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.#before(this.#heap[i], this.#heap[parent])) return;
      this.#swap(i, parent);
      i = parent;
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let i = 0;
    for (;;) {
      const left = 2 * i + 1;
      const smaller = this.#before(this.#heap[left + 1], this.#heap[left]) ? left + 1 : left;
      if (!this.#before(this.#heap[smaller], this.#heap[i])) return;
      this.#swap(i, smaller);
      i = smaller;
    }
  }
}
