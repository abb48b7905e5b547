/** Via: sent-protocol LWS sent-by *(SEMI via-params), comma list (RFC 3261 §20.42). */

import { is, SLASH, TOKEN } from '../chars.ts';
import { KIND } from '../kinds.ts';
import { semicolonParams } from '../params.ts';
import type { Scanner } from '../scanner.ts';
import { hostPort } from '../uri.ts';
import { commaList } from './lists.ts';

export function viaList(s: Scanner): void {
  commaList(s, via);
}

function via(s: Scanner): void {
  const start = s.pos;
  const node = s.open(KIND.via, start);
  const errors = s.errors.length;
  if (protocol(s)) {
    s.skipLws();
    hostPort(s, 'host-missing');
  } else if (s.errors.length === errors) s.error('via-protocol', start, s.pos);
  semicolonParams(s);
  s.close(node, s.pos);
}

/** protocol-name SLASH protocol-version SLASH transport; white space around the slashes is legal. */
function protocol(s: Scanner): boolean {
  const start = s.pos;
  if (!word(s) || !slash(s) || !word(s)) return false;
  s.leaf(KIND.protocol, start, s.pos);
  if (!slash(s)) return false;
  const transport = s.pos;
  if (!word(s)) return false;
  s.leaf(KIND.transport, transport, s.pos);
  return true;
}

function word(s: Scanner): boolean {
  const end = s.run(TOKEN);
  if (end === s.pos) return false;
  s.pos = end;
  return true;
}

function slash(s: Scanner): boolean {
  const before = s.pos;
  s.skipLws();
  if (s.peek() !== SLASH) {
    s.pos = before;
    return false;
  }
  s.pos++;
  s.skipLws();
  return is(s.peek(), TOKEN);
}
