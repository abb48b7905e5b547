/** The next place of one character, remembered: asking again from anywhere before that place costs nothing. */

const NOWHERE = Number.MAX_SAFE_INTEGER;

/**
 * The search itself is the engine's own, several times faster than a loop. It runs to the end of the text if need be,
 * so without the memory a text full of one bracket and nothing of the other would be searched again for each.
 */
export class Finder {
  private readonly character: string;
  private from = NOWHERE;
  private found = -1;

  constructor(character: string) {
    this.character = character;
  }

  /** Forgets the text. */
  reset(): void {
    this.from = NOWHERE;
  }

  /** Position of the character at or after `pos`; beyond any text when there is none. */
  next(text: string, pos: number): number {
    if (pos < this.from || pos > this.found) {
      const at = text.indexOf(this.character, pos);
      this.found = at < 0 ? NOWHERE : at;
      this.from = pos;
    }
    return this.found;
  }
}
