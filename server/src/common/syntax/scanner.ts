/**
 * The scanner that all value grammars share: a position in the text of one message, a limit, and the tape.
 *
 * A grammar reads from `pos` to `limit`, writes nodes and errors, and never throws. Inside a header value a line end
 * can only be folding, so it counts as white space (RFC 3261 §7.3.1).
 */

import { BACKSLASH, COMMA, DIGIT, EQUAL, HEX, is, LBRACKET, LESS, LWS, QUOTE, SEMI, TOKEN } from './chars.ts';
import type { ErrorCode, ParseError } from './errors.ts';
import { Finder } from './finder.ts';
import type { KnownHeader } from './headerTable.ts';
import { KIND } from './kinds.ts';
import { TapeWriter } from './tape.ts';

export class Scanner extends TapeWriter {
  text = '';
  pos = 0;
  limit = 0;
  /** Line ends passed so far. */
  lineEnds = 0;
  /** First `@` that `angleEnd` passed. */
  at = -1;
  /** The header whose value is being read. */
  known: KnownHeader | undefined = undefined;
  errors: ParseError[] = [];
  /** From here to `unclosedLimit` no quoted string closes: found out once, so that broken text stays linear. */
  private unclosedFrom = Number.MAX_SAFE_INTEGER;
  private unclosedLimit = -1;
  private readonly quotes = new Finder('"');
  private readonly backslashes = new Finder('\\');
  private readonly brackets = new Finder(']');
  readonly colons = new Finder(':');

  /** Starts on a new text. */
  reset(text: string): void {
    this.text = text;
    this.unclosedLimit = -1;
    this.quotes.reset();
    this.backslashes.reset();
    this.brackets.reset();
    this.colons.reset();
    this.begin(0);
  }

  /** Starts on the message at `from`, with a new tape. */
  begin(from: number): void {
    this.origin = from;
    this.pos = from;
    this.limit = this.text.length;
    this.lineEnds = 0;
    this.restart();
    if (this.errors.length > 0) this.errors = [];
  }

  error(code: ErrorCode, start: number, end: number): void {
    this.errors.push({ code, start: start - this.origin, end: end - this.origin });
  }

  /** Character code at `pos`, -1 at the limit. */
  peek(): number {
    return this.pos < this.limit ? this.text.charCodeAt(this.pos) : -1;
  }

  atEnd(): boolean {
    return this.pos >= this.limit;
  }

  skipLws(): void {
    const { text, limit } = this;
    let pos = this.pos;
    while (pos < limit && is(text.charCodeAt(pos), LWS)) pos++;
    this.pos = pos;
  }

  /** Position after the run of characters of a class that starts at `pos`. */
  run(flags: number): number {
    const { text, limit } = this;
    let pos = this.pos;
    while (pos < limit && is(text.charCodeAt(pos), flags)) pos++;
    return pos;
  }

  /** End of the text before `end` without the white space there. */
  trimmed(start: number, end: number): number {
    const text = this.text;
    while (end > start && is(text.charCodeAt(end - 1), LWS)) end--;
    return end;
  }

  /** A leaf of a token; a `missing` node and an error when there is none. */
  token(kind: number, code: ErrorCode = 'token-expected'): boolean {
    const start = this.pos;
    const end = this.run(TOKEN);
    if (end === start) {
      this.missing(code);
      return false;
    }
    this.leaf(kind, start, end);
    this.pos = end;
    return true;
  }

  /** A leaf of digits; a `missing` node and an error when there are none. */
  digits(kind: number, code: ErrorCode = 'integer-expected'): boolean {
    const start = this.pos;
    const end = this.run(DIGIT);
    if (end === start) {
      this.missing(code);
      return false;
    }
    this.leaf(kind, start, end);
    this.pos = end;
    return true;
  }

  /** Says that something is missing at `pos`: a node without width. The error marks what stands there instead. */
  missing(code: ErrorCode): void {
    const { text, pos, limit } = this;
    this.leaf(KIND.missing, pos, pos);
    let end = pos;
    while (end < limit && !endsWord(text.charCodeAt(end))) end++;
    this.error(code, pos, end);
  }

  /** The quoted string at `pos`. An unclosed one ends before what most likely follows it. */
  quoted(): void {
    const start = this.pos;
    const close = this.closingQuote(start);
    if (close > start && this.opensAnother(close)) {
      this.unclosedBefore(start, close);
      return;
    }
    if (close > start) {
      this.leaf(KIND['quoted-string'], start, close + 1);
      this.pos = close + 1;
      return;
    }
    this.pos = start + 1;
    const end = this.trimmed(start, this.upTo(COMMA, SEMI, LESS));
    this.error('quote-unclosed', start, end);
    this.leaf(KIND['quoted-string'], start, end);
    this.pos = end;
  }

  /** Whether the quote at `close` begins a string rather than ends one: `name="` with text right behind. */
  private opensAnother(close: number): boolean {
    const { text, limit } = this;
    return text.charCodeAt(close - 1) === EQUAL && close + 1 < limit && is(text.charCodeAt(close + 1), TOKEN);
  }

  /** An unclosed quoted string that runs into the next parameter; it ends before the separator in front of that. */
  private unclosedBefore(start: number, close: number): void {
    const { text } = this;
    let end = close - 1;
    while (end > start + 1 && is(text.charCodeAt(end - 1), TOKEN)) end--;
    while (end > start + 1 && is(text.charCodeAt(end - 1), LWS)) end--;
    const separator = text.charCodeAt(end - 1);
    if (end > start + 1 && (separator === COMMA || separator === SEMI)) end--;
    this.error('quote-unclosed', start, end);
    this.leaf(KIND['quoted-string'], start, end);
    this.pos = end;
  }

  /** Position of the first of three characters at or after `pos`, or the limit. */
  upTo(first: number, second: number, third: number): number {
    const { text, limit } = this;
    let pos = this.pos;
    while (pos < limit) {
      const code = text.charCodeAt(pos);
      if (code === first || code === second || code === third) return pos;
      pos++;
    }
    return limit;
  }

  /** Position of the next separator outside quoted strings and angle brackets, or the limit. */
  upToSeparator(first: number, second: number): number {
    const { text, limit } = this;
    let pos = this.pos;
    while (pos < limit) {
      const code = text.charCodeAt(pos);
      if (code === first || code === second) return pos;
      if (code === QUOTE) pos = this.closingQuote(pos);
      pos++;
    }
    return limit;
  }

  /** Writes what stands between `start` and `end` as an `error` node and goes on after it. */
  stray(code: ErrorCode, start: number, end: number): void {
    const trimmed = this.trimmed(start, end);
    // White space alone can be what does not belong there.
    const stop = trimmed === start ? end : trimmed;
    this.leaf(KIND.error, start, stop);
    this.error(code, start, stop);
    this.pos = end;
  }

  /** Three characters `%HH` at `pos`. */
  escapeAt(pos: number): boolean {
    return pos + 2 < this.limit && is(this.text.charCodeAt(pos + 1), HEX) && is(this.text.charCodeAt(pos + 2), HEX);
  }

  /** Goes over white space, a character and white space; false (and no movement) when it does not stand there. */
  passes(wanted: number): boolean {
    const { text, limit } = this;
    let pos = this.pos;
    while (pos < limit && is(text.charCodeAt(pos), LWS)) pos++;
    if (pos >= limit || text.charCodeAt(pos) !== wanted) return false;
    pos++;
    while (pos < limit && is(text.charCodeAt(pos), LWS)) pos++;
    this.pos = pos;
    return true;
  }

  /** True when an IPv6 reference `[...]` stands at `pos`. */
  atBracket(): boolean {
    return this.peek() === LBRACKET;
  }

  /** Position after the `]` that closes the bracket at `pos`, or -1. */
  bracketEnd(pos = this.pos): number {
    const close = this.brackets.next(this.text, pos);
    return close >= this.limit ? -1 : close + 1;
  }

  /** Position of the quote that closes the one at `start`, or `start` itself when none does. */
  private closingQuote(start: number): number {
    const { text, limit } = this;
    const quote = this.quotes.next(text, start + 1);
    if (quote >= limit) return start;
    return this.backslashes.next(text, start + 1) > quote ? quote : this.closingQuoteAmongEscapes(start);
  }

  private closingQuoteAmongEscapes(start: number): number {
    const { text, limit } = this;
    if (this.unclosedLimit === limit && start >= this.unclosedFrom) return start;
    let pos = start + 1;
    while (pos < limit) {
      const code = text.charCodeAt(pos);
      if (code === BACKSLASH) pos++;
      else if (code === QUOTE) return pos;
      pos++;
    }
    this.unclosedFrom = start;
    this.unclosedLimit = limit;
    return start;
  }
}

/** Whether a word of a value ends before this character. */
function endsWord(code: number): boolean {
  return is(code, LWS) || code === COMMA || code === SEMI || code === EQUAL;
}
