/** Character classes of RFC 3261 §25.1 as bit flags, one table for ASCII. */

/** alphanum / "-" / "." / "!" / "%" / "*" / "_" / "+" / "`" / "'" / "~". */
export const TOKEN = 1;
/** SP, HTAB, and the line ends that folding leaves inside a value. */
export const LWS = 2;
export const DIGIT = 4;
export const HEX = 8;
/** Characters of a hostname or IPv4 address. */
export const HOST = 16;
/** unreserved / user-unreserved; escapes are checked apart. */
export const USER = 32;
/** paramchar / hnv-unreserved without escapes. */
export const URI_PARAM = 64;
/** word of Call-ID: token and ( ) < > : \ " / [ ] ? { }. */
export const WORD = 128;
/** uric and what a quoted or bare absolute URI may hold. */
export const URI_OPAQUE = 256;
/** scheme: ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ). */
export const SCHEME = 512;

const ALPHA = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const MARK = "-_.!~*'()";

/** As long as there are UTF-16 units, so that no character needs a comparison before it is looked up. */
const CLASS = new Uint16Array(65536);
function mark(characters: string, flags: number): void {
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    CLASS[code] = (CLASS[code] ?? 0) | flags;
  }
}
mark(ALPHA, TOKEN | HOST | USER | URI_PARAM | WORD | URI_OPAQUE | SCHEME);
mark(DIGITS, TOKEN | DIGIT | HEX | HOST | USER | URI_PARAM | WORD | URI_OPAQUE | SCHEME);
mark('ABCDEFabcdef', HEX);
mark("-.!%*_+`'~", TOKEN | WORD);
mark('()<>:\\"/[]?{}', WORD);
mark('-.', HOST);
mark('+-.', SCHEME);
mark(MARK, USER | URI_PARAM | URI_OPAQUE);
mark('&=+$,;?/', USER);
mark('[]/:&+$?', URI_PARAM);
mark(';/?:@&=+$,#[]', URI_OPAQUE);
mark(' \t\r\n', LWS);

/** True when the character code has one of the flags; everything beyond ASCII has none. */
export function is(code: number, flags: number): boolean {
  return ((CLASS[code] ?? 0) & flags) !== 0;
}

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SP = 32;
export const QUOTE = 34;
export const HASH = 35;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const LPAREN = 40;
export const RPAREN = 41;
export const STAR = 42;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const SEMI = 59;
export const LESS = 60;
export const EQUAL = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const AT = 64;
export const LBRACKET = 91;
export const BACKSLASH = 92;
export const RBRACKET = 93;
/** Of lower-case letters. */
export const LETTER_A = 97;
export const LETTER_H = 104;
export const LETTER_S = 115;
export const LETTER_V = 118;
export const LETTER_Z = 122;
