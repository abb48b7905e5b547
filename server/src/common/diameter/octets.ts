/** UTF-8 for Diameter's text types (RFC 6733 §4.3.1), without any platform. */

/** UTF-8; a lone surrogate becomes U+FFFD. */
export function utf8Octets(text: string): Uint8Array {
  const octets: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) octets.push(code);
    else if (code < 0x800) octets.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) octets.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else octets.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(octets);
}

/** The text of UTF-8 octets; each octet that belongs to no character becomes U+FFFD. */
export function utf8Text(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i < octets.length; ) {
    const lead = octets[i] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
    const code = length === 0 || lead > 0xf4 ? undefined : sequence(octets, i, length);
    text += code === undefined ? '\ufffd' : String.fromCodePoint(code);
    i += code === undefined ? 1 : length;
  }
  return text;
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

function sequence(octets: Uint8Array, start: number, length: number): number | undefined {
  let code = length === 1 ? (octets[start] ?? 0) : (octets[start] ?? 0) & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = octets[start + i];
    if (next === undefined || (next & 0xc0) !== 0x80) return undefined;
    code = (code << 6) | (next & 63);
  }
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code < (SMALLEST[length] ?? 0) || code > 0x10ffff || surrogate ? undefined : code;
}

/** Lower-case hexadecimal digits. */
export function hexDigits(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += octet.toString(16).padStart(2, '0');
  return text;
}
