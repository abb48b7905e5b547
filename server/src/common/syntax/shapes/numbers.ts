/** Values that begin with a number: CSeq, RAck, Expires, Retry-After, Timestamp, Warning. */

import { DIGIT, DOT, is, LPAREN, QUOTE, TOKEN } from '../chars.ts';
import { KIND } from '../kinds.ts';
import { semicolonParams } from '../params.ts';
import type { Scanner } from '../scanner.ts';
import { hostPort } from '../uri.ts';
import { commaList } from './lists.ts';
import { comment } from './tokens.ts';

/** 1*DIGIT. */
export function integer(s: Scanner): void {
  s.digits(KIND.integer);
}

/** 1*DIGIT [comment] *(SEMI param) (RFC 3261 §20.33, RFC 4028 §4). */
export function integerParams(s: Scanner): void {
  if (!s.digits(KIND.integer)) return;
  const before = s.pos;
  s.skipLws();
  if (s.peek() === LPAREN) comment(s);
  else s.pos = before;
  semicolonParams(s);
}

/** 1*DIGIT LWS Method (RFC 3261 §20.16). */
export function cseq(s: Scanner): void {
  if (s.digits(KIND.integer)) method(s);
}

/** 1*DIGIT LWS 1*DIGIT LWS Method (RFC 3262 §7.2). */
export function rack(s: Scanner): void {
  if (!s.digits(KIND.integer)) return;
  s.skipLws();
  if (s.digits(KIND.integer)) method(s);
}

function method(s: Scanner): void {
  const before = s.pos;
  s.skipLws();
  if (s.pos === before || !is(s.peek(), TOKEN)) s.missing('method-missing');
  else s.token(KIND.method);
}

/** 1*DIGIT ["." *DIGIT] [LWS delay] (RFC 3261 §20.38). */
export function timestamp(s: Scanner): void {
  if (!is(s.peek(), DIGIT)) {
    s.missing('decimal-expected');
    return;
  }
  decimal(s);
  const before = s.pos;
  s.skipLws();
  // Only the delay may begin with the dot.
  if (s.pos > before && (is(s.peek(), DIGIT) || s.peek() === DOT)) decimal(s);
}

/** Digits with an optional fraction; a delay may begin with the dot. */
function decimal(s: Scanner): void {
  const start = s.pos;
  s.pos = s.run(DIGIT);
  if (s.peek() === DOT) {
    s.pos++;
    s.pos = s.run(DIGIT);
  }
  s.leaf(KIND.decimal, start, s.pos);
}

/** warn-code SP warn-agent SP warn-text, comma list (RFC 3261 §20.43). */
export function warningList(s: Scanner): void {
  commaList(s, warning);
}

function warning(s: Scanner): void {
  const start = s.pos;
  const node = s.open(KIND.warning, start);
  const end = s.run(DIGIT);
  if (end - start !== 3) s.error('warning-malformed', start, Math.max(end, start));
  s.leaf(KIND['warn-code'], start, end);
  s.pos = end;
  s.skipLws();
  warnAgent(s);
  s.skipLws();
  if (s.peek() === QUOTE) s.quoted();
  else if (end - start === 3) s.missing('warning-malformed');
  s.close(node, s.pos);
}

/** hostport or a pseudonym, which is a token. */
function warnAgent(s: Scanner): void {
  const node = s.open(KIND['warn-agent'], s.pos);
  const end = s.run(TOKEN);
  if (end > s.pos && (end >= s.limit || s.text.charCodeAt(end) !== 58)) s.pos = end;
  else hostPort(s, 'warning-malformed');
  s.close(node, s.pos);
}
