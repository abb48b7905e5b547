/** Host literals: IPv4 and IPv6 addresses (RFC 3261 §25.1, RFC 5954 for the corrected IPv6 grammar). */

import { COLON, DOT, HEX, is } from './chars.ts';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** True for a dotted IPv4 address with octets from 0 to 255. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** True when `text[start, end)` is an IPv6 address without brackets and zone. */
export function isIpv6(text: string, start = 0, end = text.length): boolean {
  if (end - start < 2 || end - start > 45) return false;
  let groups = 0;
  let compressed = text.startsWith('::', start);
  let pos = compressed ? start + 2 : start;
  while (pos < end) {
    const group = pos;
    while (pos < end && is(text.charCodeAt(pos), HEX)) pos++;
    // An IPv4 address may stand for the last two groups.
    if (text.charCodeAt(pos) === DOT && pos < end) {
      if (!isIpv4(text.slice(group, end))) return false;
      groups += 2;
      break;
    }
    if (pos === group || pos - group > 4) return false;
    groups++;
    if (pos === end) break;
    if (text.charCodeAt(pos) !== COLON || pos + 1 === end) return false;
    pos++;
    if (text.charCodeAt(pos) !== COLON) continue;
    if (compressed) return false;
    compressed = true;
    pos++;
  }
  return compressed ? groups <= 7 : groups === 8;
}
