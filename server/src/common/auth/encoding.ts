/** Octets from and to text, without any platform: hexadecimal, base64 (RFC 4648), UTF-8 (RFC 3629), Latin-1. */

const HEX_DIGITS = '0123456789abcdef';
const BASE64_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Lower-case hexadecimal digits, two an octet. */
export function hexFromBytes(bytes: Uint8Array): string {
  let text = '';
  for (const octet of bytes) text += HEX_DIGITS.charAt(octet >> 4) + HEX_DIGITS.charAt(octet & 15);
  return text;
}

/** The octets of an even number of hexadecimal digits of either case; undefined for any other text. */
export function bytesFromHex(text: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Base64 with padding (RFC 4648 §4), on one line. */
export function base64FromBytes(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += BASE64_ALPHABET.charAt(group >> 18) + BASE64_ALPHABET.charAt((group >> 12) & 63);
    text += left > 1 ? BASE64_ALPHABET.charAt((group >> 6) & 63) : '=';
    text += left > 2 ? BASE64_ALPHABET.charAt(group & 63) : '=';
  }
  return text;
}

/** Why a text is not base64, in words that follow "is not base64:", and the index of the first wrong character. */
export interface Base64Failure {
  readonly ok: false;
  readonly position: number;
  readonly reason: string;
}

export type Base64Result = { readonly ok: true; readonly bytes: Uint8Array } | Base64Failure;

/** Strict base64: standard alphabet, no white space, exact padding, unused bits zero (RFC 4648 §3.2, §3.3, §3.5). */
export function bytesFromBase64(text: string): Base64Result {
  const bad = text.search(/[^A-Za-z0-9+/]/);
  const end = bad < 0 ? text.length : bad;
  const tail = text.slice(end);
  if (bad >= 0 && !/^={1,2}$/.test(tail)) {
    const reason = tail.startsWith('=') ? 'padding may only be one or two "=" at the end' : describe(tail);
    return { ok: false, position: tail.startsWith('=') ? end + 1 : end, reason };
  }
  if (end % 4 === 1) return { ok: false, position: end, reason: 'one character is left over or missing' };
  const wanted = (4 - (end % 4)) % 4;
  if (tail.length !== wanted) {
    const reason = `the ${end} characters need ${wanted === 0 ? 'no' : wanted} "=" of padding, not ${tail.length}`;
    return { ok: false, position: end, reason };
  }
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let bits = 0;
  let count = 0;
  let at = 0;
  for (let i = 0; i < end; i++) {
    bits = ((bits << 6) | BASE64_ALPHABET.indexOf(text.charAt(i))) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = (bits >> count) & 0xff;
    }
  }
  if (count > 0 && (bits & ((1 << count) - 1)) !== 0) {
    return { ok: false, position: end - 1, reason: 'the last character has bits that stand for nothing' };
  }
  return { ok: true, bytes };
}

function describe(tail: string): string {
  const character = String.fromCodePoint(tail.codePointAt(0) ?? 0);
  return /\s/.test(character) ? 'white space inside' : `the character "${character}" is not in the alphabet`;
}

/** UTF-8; a lone surrogate becomes U+FFFD, as in every encoder of the platforms. */
export function bytesFromUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return bytesFromWideText(text);
    bytes[i] = code;
  }
  return bytes;
}

function bytesFromWideText(text: string): Uint8Array {
  const octets: number[] = [];
  const tail = (code: number, shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) octets.push(code);
    else if (code < 0x800) octets.push(0xc0 | (code >> 6), tail(code, 0));
    else if (code < 0x10000) octets.push(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
    else octets.push(0xf0 | (code >> 18), tail(code, 12), tail(code, 6), tail(code, 0));
  }
  return Uint8Array.from(octets);
}

/** ISO 8859-1, one octet a character; undefined if a character is not in it. */
export function bytesFromLatin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) return undefined;
    bytes[i] = code;
  }
  return bytes;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return joinBytes(parts);
}

/** The same for parts of any number, more than a call takes as arguments. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Octet by octet exclusive or; as long as `a`. */
export function xorBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((octet, i) => octet ^ (b[i] ?? 0));
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
