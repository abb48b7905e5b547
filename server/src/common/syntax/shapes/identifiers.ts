/** Call-ID and the headers that name a dialog (RFC 3261 §20.8, RFC 3891, RFC 3911, RFC 4538); Date. */

import { AT, COMMA, is, LWS, SEMI, WORD } from '../chars.ts';
import { KIND } from '../kinds.ts';
import { semicolonParams } from '../params.ts';
import type { Scanner } from '../scanner.ts';
import { commaList } from './lists.ts';

/** word ["@" word]. */
export function callId(s: Scanner): void {
  const start = s.pos;
  const errors = s.errors.length;
  identifier(s);
  s.skipLws();
  if (!s.atEnd() && s.errors.length === errors) s.error('call-id-malformed', start, s.limit);
}

/** callid *(SEMI param). */
export function callIdParams(s: Scanner): void {
  identifier(s);
  semicolonParams(s);
}

/** callid *(COMMA callid). */
export function callIdList(s: Scanner): void {
  commaList(s, identifier);
}

function identifier(s: Scanner): void {
  const start = s.pos;
  let end = s.run(WORD);
  if (end > start && end < s.limit && s.text.charCodeAt(end) === AT) {
    s.pos = end + 1;
    end = s.run(WORD);
    if (end === s.pos) s.error('call-id-malformed', start, end);
  } else if (end === start) {
    s.missing('call-id-malformed');
    return;
  }
  s.leaf(KIND['call-id'], start, end);
  s.pos = end;
  // What follows without white space belongs to the identifier and is not legal in it.
  const next = s.peek();
  if (next >= 0 && next !== COMMA && next !== SEMI && !is(next, LWS)) {
    const stop = s.trimmed(end, s.upTo(COMMA, SEMI, SEMI));
    s.error('call-id-malformed', start, stop);
    s.leaf(KIND.error, end, stop);
    s.pos = stop;
  }
}

const DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} ([A-Za-z0-9+-]+)$/;

/** rfc1123-date (RFC 3261 §25.1): fixed format, GMT only. */
export function date(s: Scanner): void {
  const start = s.pos;
  const match = s.limit - start > 40 ? null : DATE.exec(s.text.slice(start, s.limit));
  s.leaf(KIND.date, start, s.limit);
  s.pos = s.limit;
  const zone = match?.[1];
  if (zone === undefined) s.error('date-malformed', start, s.limit);
  else if (zone !== 'GMT') s.error('date-not-gmt', s.limit - zone.length, s.limit);
}
