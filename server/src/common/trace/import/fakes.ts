/** Texts of the same shape: a digit for a digit, a letter for a letter; the same for the same seed. */

/** FNV-1a over UTF-16 units, 32 bits. */
function hashText(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3. */
function scramble(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

type Draw = (below: number) => number;

function drawFor(seed: number, kind: string, text: string, round: number): Draw {
  const low = hashText(`${kind}/${text}`, 0x811c9dc5);
  const high = hashText(`${text}/${round}/${seed}`, scramble(seed));
  let counter = 0;
  return below => {
    counter++;
    return scramble(scramble(low + Math.imul(counter, 0x9e3779b9)) ^ scramble(high + counter)) % below;
  };
}

/** Which characters may stand for those of a text. */
type Shape = 'text' | 'hex' | 'digits';

function shapeOf(text: string): Shape {
  if (/^[^A-Za-z]*$/.test(text)) return 'digits';
  const isHex = text.length >= 8 && /\d/.test(text) && (!/[G-Zg-z]/.test(text) || /^[0-9a-f-]*$/i.test(text));
  return isHex && !(/[a-f]/.test(text) && /[A-F]/.test(text)) ? 'hex' : 'text';
}

function fakeOf(text: string, draw: Draw): string {
  const shape = shapeOf(text);
  const isUpper = /[A-F]/.test(text);
  const letters = 'bcdfghjklmnpqrstvwxz';
  return Array.from(text, (character, index) => {
    if (shape === 'hex' && /[0-9A-Fa-f]/.test(character)) {
      const digit = draw(16).toString(16);
      return isUpper ? digit.toUpperCase() : digit;
    }
    if (/\d/.test(character)) return String(index === 0 && character !== '0' ? 1 + draw(9) : draw(10));
    if (!/\p{L}/u.test(character)) return character;
    const letter = letters[draw(letters.length)] ?? 'x';
    return character === character.toUpperCase() && character !== character.toLowerCase()
      ? letter.toUpperCase()
      : letter;
  }).join('');
}

/** Rounds until a fake is neither taken nor one of the originals; after that it gets longer. */
const ROUNDS = 50;

/** One fake an original, and no two alike within a kind. */
export class Fakes {
  readonly #seed: number;
  readonly #originals: ReadonlySet<string>;
  readonly #byKind = new Map<string, { readonly made: Map<string, string>; readonly taken: Set<string> }>();

  /** `originals` are texts that no fake may be. */
  constructor(seed: number, originals: ReadonlySet<string>) {
    this.#seed = seed;
    this.#originals = originals;
  }

  of(kind: string, original: string): string {
    const table = this.#byKind.get(kind) ?? { made: new Map<string, string>(), taken: new Set<string>() };
    this.#byKind.set(kind, table);
    const known = table.made.get(original);
    if (known !== undefined) return known;
    let fake = '';
    for (let round = 0; round <= ROUNDS; round++) {
      fake += fakeOf(original, drawFor(this.#seed, kind, original, round));
      if (!table.taken.has(fake) && !this.#originals.has(fake)) break;
      if (round < ROUNDS) fake = '';
    }
    table.made.set(original, fake);
    table.taken.add(fake);
    return fake;
  }

  /** Originals of a kind that were replaced. */
  count(kind: string): number {
    return this.#byKind.get(kind)?.made.size ?? 0;
  }
}
