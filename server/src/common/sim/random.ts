/**
 * Random values that are the same for the same seed: a counter-mode generator per actor and purpose, so that one actor
 * more, or one value more, never shifts the values of another.
 *
 * Nothing here is secret or has to be: a simulated run is reproducible on purpose.
 */

export interface RandomStream {
  /** Octets of the stream's next block. */
  bytes(count: number): Uint8Array;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** A whole number from `low` to `high`, both included; spans below 2^32. */
  integer(low: number, high: number): number;
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashText(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3: every bit of the input changes about half of the output. */
function scramble(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The stream of one actor and purpose. Asking again for the same names starts it again. */
export function randomStream(seed: number, actor: string, purpose: string): RandomStream {
  const low = hashText(`${actor}/${purpose}`, 0x811c9dc5);
  const high = hashText(`${purpose}/${actor}/${seed}`, scramble(seed));
  let counter = 0;
  const word = (): number => {
    counter++;
    return scramble(scramble(low + Math.imul(counter, 0x9e3779b9)) ^ scramble(high + counter));
  };
  return {
    bytes(count) {
      const octets = new Uint8Array(count);
      for (let i = 0; i < count; i += 4) {
        const value = word();
        for (let j = 0; j < 4 && i + j < count; j++) octets[i + j] = (value >>> (8 * j)) & 0xff;
      }
      return octets;
    },
    hex(digits) {
      let text = '';
      while (text.length < digits) text += word().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
    integer(from, to) {
      return from + (word() % (to - from + 1));
    },
  };
}

/** A stream that gives the values it was given, in order; the last one again and again. */
export function givenStream(values: readonly string[]): RandomStream {
  let used = 0;
  const next = (): string => values[Math.min(used++, values.length - 1)] ?? '';
  return {
    bytes: count => Uint8Array.from({ length: count }, (_, i) => i).map(hexOctets(next())),
    hex: () => next(),
    integer: low => Number(next()) || low,
  };
}

function hexOctets(text: string): (i: number) => number {
  return i => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16) || 0;
}
