/** What a masked secret prints as. */
export const MASK = '***';

/**
 * A value that must never reach a log, hover, diagnostic, ladder, export or crash text: K, OP, OPc, passwords, HA1.
 *
 * Printing it by any ordinary way (template, JSON, inspection, structured clone) gives the mask or nothing; only
 * `reveal()` gives the value, so that every place where a secret leaves its box can be found by name.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself, for a computation or for a command by which a person asked to see it. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  /** Node's console and assert ask for this symbol; elsewhere it is never read. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MASK;
  }
}
