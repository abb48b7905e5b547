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
    const end = s.pos;
    s.skipLws();
    if (s.pos === end && !s.atEnd()) s.error('via-space-missing', end, end);
    hostPort(s, 'host-missing');
  } else if (s.errors.length === errors) s.error('via-protocol', start, s.pos);
  semicolonParams(s);
  s.close(node, s.pos);
}

/** protocol-name SLASH protocol-version SLASH transport; white space around the slashes is legal. */
function protocol(s: Scanner): boolean {
  const start = s.pos;
  if (usualProtocol(s)) return true;
  if (!word(s) || !slash(s) || !word(s)) return false;
  s.leaf(KIND.protocol, start, s.pos);
  if (!slash(s)) return false;
  const transport = s.pos;
  if (!word(s)) return false;
  s.leaf(KIND.transport, transport, s.pos);
  return true;
}

const USUAL = 'SIP/2.0/';

/** `SIP/2.0/` and a transport without white space, as every sender writes it; no movement for anything else. */
function usualProtocol(s: Scanner): boolean {
  const start = s.pos;
  const transport = start + USUAL.length;
  if (transport >= s.limit || !s.text.startsWith(USUAL, start) || !is(s.text.charCodeAt(transport), TOKEN))
    return false;
  s.leaf(KIND.protocol, start, transport - 1);
  s.pos = transport;
  s.pos = s.run(TOKEN);
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
