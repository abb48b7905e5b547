/** Every syntax error: its code (which is also the diagnostic code), one sentence, and the clause. */

export interface SyntaxErrorRow {
  /** What is wrong and what is expected; also said of the code in general. */
  readonly message: string;
  /** The same about the marked text, which stands for `{}`; used when text is marked. */
  readonly found?: string;
  readonly spec: string;
}

export const SYNTAX_ERRORS = {
  'start-line-malformed': {
    message: 'This is not a start-line; expected "METHOD Request-URI SIP/2.0" or "SIP/2.0 code reason".',
    spec: 'RFC 3261 §7.1',
  },
  'start-line-spaces': {
    message: 'The parts of a start-line are separated by exactly one space.',
    spec: 'RFC 3261 §7.1',
  },
  'start-line-trailing-space': {
    message: 'Nothing may follow the SIP version of a request line, not even a space.',
    spec: 'RFC 3261 §7.1',
  },
  'method-not-token': {
    message: "A method is a token: letters, digits and -.!%*_+`'~ only.",
    found: "{} is no method: a method has letters, digits and -.!%*_+`'~ only.",
    spec: 'RFC 3261 §25.1',
  },
  'request-uri-brackets': {
    message: 'The Request-URI stands without angle brackets.',
    spec: 'RFC 3261 §7.1',
  },
  'request-uri-missing': { message: 'The Request-URI is missing.', spec: 'RFC 3261 §7.1' },
  'request-uri-space': {
    message: 'A Request-URI holds no white space.',
    spec: 'RFC 3261 §7.1',
  },
  'sip-version-missing': { message: 'The SIP version is missing; expected "SIP/2.0".', spec: 'RFC 3261 §7.1' },
  'sip-version-unknown': {
    message: 'The SIP version is "SIP/2.0"; there is no other.',
    found: '{} is no SIP version; expected "SIP/2.0".',
    spec: 'RFC 3261 §7.1',
  },
  'status-code-malformed': {
    message: 'A status code is three digits from 100 to 699.',
    found: '{} is no status code; expected three digits from 100 to 699.',
    spec: 'RFC 3261 §7.2',
  },
  'status-line-no-space': {
    message: 'A space must follow the status code, even when there is no reason phrase.',
    spec: 'RFC 3261 §7.2',
  },
  'header-no-colon': {
    message: 'No colon follows the name of a header field here; expected "Name: value".',
    spec: 'RFC 3261 §7.3.1',
  },
  'header-name-missing': {
    message: 'There is no header name before the colon.',
    spec: 'RFC 3261 §7.3.1',
  },
  'header-name-not-token': {
    message: "A header name is a token: letters, digits and -.!%*_+`'~ only.",
    found: "{} is no header name: it has letters, digits and -.!%*_+`'~ only.",
    spec: 'RFC 3261 §25.1',
  },
  'continuation-without-header': {
    message: 'A line that begins with white space continues a header field, but there is none before it.',
    spec: 'RFC 3261 §7.3.1',
  },
  'header-indented': {
    message: 'A line that begins with white space continues the header field above; a new one begins at the margin.',
    spec: 'RFC 3261 §7.3.1',
  },
  'line-end-return': {
    message: 'A carriage return alone does not end a line; expected CRLF.',
    spec: 'RFC 3261 §7',
  },
  'quote-foreign': {
    message: 'Typographic quotation marks quote nothing in SIP; expected the plain ".',
    spec: 'RFC 3261 §25.1',
  },
  'hyphen-foreign': {
    message: 'This dash is not the hyphen of SIP; expected the plain "-".',
    spec: 'RFC 3261 §25.1',
  },
  'space-foreign': {
    message: 'This is a no-break or zero-width space; expected a plain space or nothing.',
    spec: 'RFC 3261 §25.1',
  },
  'empty-line-missing': {
    message: 'An empty line must end the header fields.',
    found: 'An empty line must end the header fields, and there is none before {}.',
    spec: 'RFC 3261 §7',
  },
  'value-missing': { message: 'The value is missing.', spec: 'RFC 3261 §25.1' },
  'quote-unclosed': { message: 'This quoted string is never closed.', spec: 'RFC 3261 §25.1' },
  'quote-unopened': {
    message: 'A quotation mark ends this value, but none begins it.',
    spec: 'RFC 3261 §25.1',
  },
  'angle-unclosed': { message: 'The closing ">" is missing.', spec: 'RFC 3261 §20.10' },
  'angle-unopened': { message: 'The opening "<" is missing.', spec: 'RFC 3261 §20.10' },
  'angle-missing': { message: 'This URI must stand in angle brackets.', spec: 'RFC 3261 §20' },
  'angle-space': {
    message: 'No white space may stand between the angle brackets and the URI.',
    spec: 'RFC 3261 §25.1',
  },
  'address-needs-brackets': {
    message: 'A URI that holds a comma, a question mark or a semicolon must stand in angle brackets.',
    spec: 'RFC 3261 §20.10',
  },
  'display-name-needs-quotes': {
    message: 'A display name with anything but token characters and spaces must be quoted.',
    spec: 'RFC 3261 §25.1',
  },
  'uri-missing': {
    message: 'The URI is missing.',
    found: '{} is no URI.',
    spec: 'RFC 3261 §19.1',
  },
  'uri-scheme-missing': {
    message: 'Expected a URI that begins with a scheme such as "sip:".',
    found: '{} is no URI; expected one that begins with a scheme such as "sip:".',
    spec: 'RFC 3261 §19.1',
  },
  'uri-brackets': { message: 'This URI stands without angle brackets.', spec: 'RFC 3261 §25.1' },
  'uri-character': {
    message: 'This character must be escaped in a URI.',
    found: '{} must not stand here in a URI, unless it is escaped as "%" and hexadecimal digits.',
    spec: 'RFC 3261 §19.1.2',
  },
  'uri-escape': {
    message: '"%" must be followed by two hexadecimal digits.',
    found: '{} is no escape; "%" must be followed by two hexadecimal digits.',
    spec: 'RFC 3261 §19.1.2',
  },
  'user-empty': { message: 'There is no user part before the "@".', spec: 'RFC 3261 §19.1.1' },
  'host-missing': { message: 'The host is missing.', spec: 'RFC 3261 §25.1' },
  'host-character': {
    message: 'A host is a name of letters, digits, hyphens and dots, an IPv4 address, or an IPv6 address in brackets.',
    found:
      '{} cannot be part of a host: a name has letters, digits, hyphens and dots, an IPv6 address stands in brackets.',
    spec: 'RFC 3261 §25.1',
  },
  'ipv6-malformed': {
    message: 'This is not an IPv6 address.',
    found: '{} is not an IPv6 address: expected eight groups of hexadecimal digits, or "::" once.',
    spec: 'RFC 3261 §25.1',
  },
  'ipv6-unclosed': { message: 'The closing "]" of the IPv6 address is missing.', spec: 'RFC 3261 §25.1' },
  'ipv6-needs-brackets': {
    message: 'An IPv6 address must stand in square brackets.',
    found: 'The IPv6 address {} must stand in square brackets.',
    spec: 'RFC 3261 §25.1',
  },
  'port-malformed': {
    message: 'The port after the colon is missing.',
    found: '{} is no port; expected a number.',
    spec: 'RFC 3261 §25.1',
  },
  'parameter-empty': { message: 'There is no parameter after this semicolon.', spec: 'RFC 3261 §25.1' },
  'parameter-malformed': {
    message: 'This is not a parameter; expected "name" or "name=value".',
    found: '{} is not a parameter; expected "name" or "name=value".',
    spec: 'RFC 3261 §25.1',
  },
  'parameter-value-missing': {
    message: 'The value of this parameter is missing; expected "name=value".',
    spec: 'RFC 3261 §25.1',
  },
  'parameter-value-malformed': {
    message: 'A value is a token, a host or a quoted string; other characters need quotes.',
    found: '{} is no token; a value with other characters must stand in quotes.',
    spec: 'RFC 3261 §25.1',
  },
  'element-empty': {
    message: 'There is nothing beside this comma; expected a value on either side.',
    spec: 'RFC 3261 §7.3.1',
  },
  'comma-for-semicolon': {
    message: 'A comma begins another value; expected a semicolon before a parameter.',
    spec: 'RFC 3261 §7.3.1',
  },
  'semicolon-for-comma': {
    message: 'The parameters of this header field are separated by commas, not by semicolons.',
    spec: 'RFC 3261 §20.7',
  },
  'star-not-alone': {
    message: '"*" must be the only contact.',
    spec: 'RFC 3261 §20.10',
  },
  'semicolon-missing': { message: 'A semicolon is missing here.', spec: 'RFC 3261 §25.1' },
  'comma-missing': { message: 'A comma is missing here.', spec: 'RFC 3261 §25.1' },
  'text-unexpected': {
    message: 'This text does not belong here.',
    found: '{} does not belong here; the value should end before it.',
    spec: 'RFC 3261 §25.1',
  },
  'token-expected': {
    message: 'Expected a token.',
    found: '{} does not begin with a token; expected letters, digits or -.!%*_+`~ only.',
    spec: 'RFC 3261 §25.1',
  },
  'integer-expected': {
    message: 'The number is missing.',
    found: '{} is no number; expected digits only.',
    spec: 'RFC 3261 §25.1',
  },
  'decimal-expected': {
    message: 'Expected a number such as "1.0".',
    found: '{} is no number; expected one such as "1.0".',
    spec: 'RFC 3261 §25.1',
  },
  'method-missing': {
    message: 'The method is missing; expected one after the number, as in "1 INVITE".',
    found: '{} does not belong to the number; expected white space and the method.',
    spec: 'RFC 3261 §20.16',
  },
  'star-expected': {
    message: 'Expected "*".',
    found: 'Expected "*" before {}.',
    spec: 'RFC 3841 §9.2',
  },
  'call-id-malformed': {
    message: 'A Call-ID is one word, or two joined by "@", without white space.',
    found: '{} is no Call-ID: expected one word, or two joined by "@", without white space.',
    spec: 'RFC 3261 §20.8',
  },
  'media-type-malformed': {
    message: 'Expected "type/subtype" such as "application/sdp".',
    found: '{} is no media type; expected "type/subtype" such as "application/sdp".',
    spec: 'RFC 3261 §20.15',
  },
  'message-id-malformed': { message: 'Expected an identifier such as "<part1@host>".', spec: 'RFC 2392 §2' },
  'date-malformed': {
    message: 'Expected a date such as "Sat, 13 Nov 2010 23:29:00 GMT".',
    spec: 'RFC 3261 §20.17',
  },
  'date-not-gmt': { message: 'The only time zone is GMT.', spec: 'RFC 3261 §20.17' },
  'via-protocol': {
    message: 'Expected "SIP/2.0/" and a transport.',
    found: '{} is no protocol of a Via; expected "SIP/2.0/" and a transport.',
    spec: 'RFC 3261 §20.42',
  },
  'via-space-missing': {
    message: 'White space must stand between the transport and the host.',
    spec: 'RFC 3261 §20.42',
  },
  'warning-malformed': {
    message: 'Expected three digits, an agent and a quoted text, such as "307 isi.edu \\"Session parameter\\"".',
    spec: 'RFC 3261 §20.43',
  },
  'auth-scheme-missing': {
    message: 'The authentication scheme is missing; expected "Digest" before the parameters.',
    spec: 'RFC 3261 §20.7',
  },
  'comment-unclosed': { message: 'This comment in parentheses is never closed.', spec: 'RFC 3261 §25.1' },
} as const satisfies Record<string, SyntaxErrorRow>;

export type ErrorCode = keyof typeof SYNTAX_ERRORS;

export function isSyntaxErrorCode(code: string): code is ErrorCode {
  return code in SYNTAX_ERRORS;
}

/** A fault in the text; offsets count in the text of its own message. Zero width: something is missing there. */
export interface ParseError {
  readonly code: ErrorCode;
  readonly start: number;
  readonly end: number;
}

/** What is quoted of the faulty text in a sentence, at most. */
const QUOTED = 40;

/** The sentence for people: what is wrong and what is expected. `text` is that of the message. */
export function syntaxErrorText(text: string, { code, start, end }: ParseError): string {
  const row: SyntaxErrorRow = SYNTAX_ERRORS[code];
  if (row.found === undefined || end <= start) return row.message;
  const found = text.slice(start, Math.min(end, start + QUOTED)).replace(/\s+/g, ' ');
  const quote = found.includes('"') ? "'" : '"';
  return row.found.replace('{}', () => `${quote}${found}${end - start > QUOTED ? '…' : ''}${quote}`);
}
