/**
 * The SIP URI as nearly everybody writes it, `sip:user@host:port;name=value`, read in one go. Whatever else a URI may
 * hold (escapes, passwords, header fields, faults) is left to `uri.ts`, which reads all of them; where both can
 * read a URI they write the same nodes.
 */

import { AT, COLON, DIGIT, EQUAL, HEX, HOST, is, LBRACKET, QUESTION, SEMI, URI_PARAM, USER } from './chars.ts';
import { isIpv6 } from './hosts.ts';
import { KIND } from './kinds.ts';
import type { Scanner } from './scanner.ts';

/**
 * Reads the URI at `pos` up to the character `closing`, or up to the limit when that is -1. False, with nothing read
 * and nothing written, when the URI is not plain.
 */
export function plainUri(s: Scanner, closing: number): boolean {
  const { text, limit } = s;
  const start = s.pos;
  const colon = schemeEnd(text, start);
  if (colon < 0 || colon >= limit) return false;
  const node = s.open(KIND.uri, start);
  s.leaf(KIND.scheme, start, colon);
  const end = afterHost(s, text, colon + 1, limit);
  const stop = end < 0 ? -1 : afterParams(s, text, end, limit);
  if (stop < 0 || (closing < 0 ? stop !== limit : stop >= limit || text.charCodeAt(stop) !== closing)) {
    s.rewind(node);
    return false;
  }
  s.close(node, stop);
  s.pos = stop;
  return true;
}

/** Position of the colon of `sip:` or `sips:`, -1 for another scheme. */
function schemeEnd(text: string, start: number): number {
  const isSip =
    (text.charCodeAt(start) | 32) === 115 &&
    (text.charCodeAt(start + 1) | 32) === 105 &&
    (text.charCodeAt(start + 2) | 32) === 112;
  if (!isSip) return -1;
  const next = text.charCodeAt(start + 3);
  if (next === COLON) return start + 3;
  return (next | 32) === 115 && text.charCodeAt(start + 4) === COLON ? start + 4 : -1;
}

/** User part, host and port from `start`; the position after them, or -1. */
function afterHost(s: Scanner, text: string, start: number, limit: number): number {
  const userEnd = runEnd(text, start, limit, USER);
  let host = start;
  if (userEnd < limit && text.charCodeAt(userEnd) === AT) {
    if (userEnd === start) return -1;
    s.leaf(KIND.user, start, userEnd);
    host = userEnd + 1;
  }
  const isReference = text.charCodeAt(host) === LBRACKET;
  const hostEnd = isReference ? referenceEnd(s, host) : runEnd(text, host, limit, HOST);
  if (hostEnd <= host) return -1;
  s.leaf(KIND.host, host, hostEnd);
  if (hostEnd >= limit || text.charCodeAt(hostEnd) !== COLON) return hostEnd;
  // Hexadecimal digits and a colon may be an IPv6 address without its brackets.
  if (!isReference && runEnd(text, host, hostEnd, HEX) === hostEnd) return -1;
  const portEnd = runEnd(text, hostEnd + 1, limit, DIGIT);
  if (portEnd === hostEnd + 1) return -1;
  s.leaf(KIND.port, hostEnd + 1, portEnd);
  return portEnd;
}

/** Position after the IPv6 address in brackets at `start`, -1 when it is none. */
function referenceEnd(s: Scanner, start: number): number {
  const end = s.bracketEnd(start);
  return end > 0 && isIpv6(s.text, start + 1, end - 1) ? end : -1;
}

function afterParams(s: Scanner, text: string, start: number, limit: number): number {
  let pos = start;
  while (pos < limit && text.charCodeAt(pos) === SEMI) {
    const name = pos + 1;
    const nameEnd = pieceEnd(text, name, limit);
    if (nameEnd === name) return -1;
    const node = s.open(KIND['uri-param'], name);
    s.leaf(KIND['param-name'], name, nameEnd);
    pos = nameEnd;
    if (pos < limit && text.charCodeAt(pos) === EQUAL) {
      pos = pieceEnd(text, nameEnd + 1, limit);
      if (pos === nameEnd + 1) return -1;
      s.leaf(KIND['param-value'], nameEnd + 1, pos);
    }
    s.close(node, pos);
  }
  return pos;
}

/** End of the name or value of a URI parameter; a question mark is legal there, but rare, so it is not plain. */
function pieceEnd(text: string, from: number, limit: number): number {
  let pos = from;
  while (pos < limit) {
    const code = text.charCodeAt(pos);
    if (code === QUESTION || !is(code, URI_PARAM)) break;
    pos++;
  }
  return pos;
}

function runEnd(text: string, from: number, limit: number, flags: number): number {
  let pos = from;
  while (pos < limit && is(text.charCodeAt(pos), flags)) pos++;
  return pos;
}
