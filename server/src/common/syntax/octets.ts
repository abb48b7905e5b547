/** Counting octets as on the wire: UTF-8, and line ends as CRLF (DESIGN §3). */

import { CR, LF } from './chars.ts';

/** Octets of the UTF-8 form of a text, its line ends as they are. */
export function utf8Length(text: string, start = 0, end = text.length): number {
  // The engine finds out faster than we can count that there is nothing but ASCII.
  if (!/[^\0-\x7f]/.test(start === 0 && end === text.length ? text : text.slice(start, end))) return end - start;
  let octets = 0;
  for (let pos = start; pos < end; pos++) octets += octetsOf(text.charCodeAt(pos));
  return octets;
}

/** Octets of the UTF-8 form with every line end sent as CRLF. */
export function wireLength(text: string, start = 0, end = text.length): number {
  let octets = 0;
  let before = 0;
  for (let pos = start; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    octets += octetsOf(code);
    if (code === LF && before !== CR) octets++;
    before = code;
  }
  return octets;
}

/** A surrogate counts two, so that a pair counts four. */
function octetsOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code >= 0xd800 && code <= 0xdfff ? 2 : 3;
}

/**
 * Positions up to `limit` after `count` octets from `start`, counted as on the wire and with the text's own line ends.
 * None where the text is too short, or the count ends inside a character or a line end.
 */
export function utf8Landing(text: string, start: number, limit: number, count: number): readonly number[] {
  const landings: number[] = [];
  let own = 0;
  let bareLineFeeds = 0;
  let pos = start;
  for (; pos < limit && own < count; pos++) {
    if (own + bareLineFeeds === count) landings.push(pos);
    const code = text.charCodeAt(pos);
    own += code < 0x80 ? 1 : octetsOf(code);
    if (code === LF && text.charCodeAt(pos - 1) !== CR) bareLineFeeds++;
  }
  if (own + bareLineFeeds === count || own === count) landings.push(pos);
  // The file may end without the last line's CRLF, which the count includes.
  else if (pos === text.length && pos > start && count - own - bareLineFeeds === 2 && text.charCodeAt(pos - 1) !== LF) {
    landings.push(pos);
  }
  return landings;
}

/**
 * The values of Content-Length that fit a body: as on the wire or with the text's own line ends, each with and
 * without the last line end. The first is the one to write.
 */
export function fittingLengths(text: string, start: number, end: number): readonly number[] {
  if (start === end) return [0];
  let trimmed = end;
  if (trimmed > start && text.charCodeAt(trimmed - 1) === LF) trimmed--;
  if (trimmed > start && text.charCodeAt(trimmed - 1) === CR) trimmed--;
  const own = utf8Length(text, start, trimmed);
  const wire = own + bareLineFeeds(text, start, trimmed);
  const written = trimmed === end || text.charCodeAt(end - 1) !== LF ? wire + (end - trimmed) : wire + 2;
  return [...new Set([written, wire, wire + 2, own, own + 1, own + 2])];
}

/** Line ends that are sent with a carriage return in front which the text does not have. */
function bareLineFeeds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    if (at === start || text.charCodeAt(at - 1) !== CR) count++;
  }
  return count;
}

/** UTF-8 octets of a text; a lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (let pos = 0; pos < text.length; pos++) {
    let code = text.codePointAt(pos) ?? 0;
    if (code > 0xffff) pos++;
    else if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes[at++] = code;
    else {
      if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
      else {
        if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
        else {
          bytes[at++] = 0xf0 | (code >> 18);
          bytes[at++] = 0x80 | ((code >> 12) & 63);
        }
        bytes[at++] = 0x80 | ((code >> 6) & 63);
      }
      bytes[at++] = 0x80 | (code & 63);
    }
  }
  return bytes.slice(0, at);
}
