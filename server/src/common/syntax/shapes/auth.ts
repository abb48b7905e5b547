/** Challenges and credentials: scheme and a comma list of parameters (RFC 3261 §20.7, §20.44, RFC 7235 §2.1). */

import { COMMA, is, QUOTE, SEMI, TOKEN } from '../chars.ts';
import { KIND } from '../kinds.ts';
import { isPairAt, parameter } from '../params.ts';
import type { Scanner } from '../scanner.ts';
import { strayText } from './lists.ts';

/** auth-scheme LWS (auth-param *(COMMA auth-param) / token68). */
export function auth(s: Scanner): void {
  const start = s.pos;
  if (isPairAt(s, start)) {
    // `username="..."` where the scheme belongs: the parameters are read all the same.
    s.error('auth-scheme-missing', start, s.run(TOKEN));
    authParams(s);
    return;
  }
  if (!s.token(KIND.token, 'auth-scheme-missing')) return;
  s.skipLws();
  if (s.atEnd()) {
    s.missing('value-missing');
    return;
  }
  if (!token68(s)) authParams(s);
}

function authParams(s: Scanner): void {
  for (let hasSemicolons = false; ; ) {
    const errors = s.errors.length;
    if (s.peek() === COMMA || s.atEnd()) {
      s.error('element-empty', s.pos - (s.atEnd() ? 1 : 0), s.pos + (s.atEnd() ? 0 : 1));
    } else parameter(s, COMMA);
    s.skipLws();
    if (s.atEnd()) return;
    if (s.peek() === COMMA) s.pos++;
    else if (s.peek() === SEMI && isPairAt(s, s.pos + 1)) {
      if (!hasSemicolons) s.error('semicolon-for-comma', s.pos, s.pos + 1);
      hasSemicolons = true;
      s.pos++;
    }
    // A missing comma was reported with the parameter; the next one begins right here.
    else if (s.errors.length === errors || !is(s.peek(), TOKEN)) strayText(s, errors);
    s.skipLws();
  }
}

const TOKEN68 = /^[A-Za-z0-9._~+/-]+=*$/;

/** One run of base64 or base64url characters instead of parameters, as Bearer uses it (RFC 7235 §2.1, RFC 8898 §2). */
function token68(s: Scanner): boolean {
  // Parameters hold "=" with more behind it, or a comma, so that a look at the whole rest is rarely needed.
  const end = s.upTo(COMMA, QUOTE, QUOTE);
  if (end < s.limit || !TOKEN68.test(s.text.slice(s.pos, end))) return false;
  s.leaf(KIND.token, s.pos, end);
  s.pos = end;
  return true;
}
