/** Every fault of a body: its code (which is also the diagnostic code), one sentence, and the clause. */

import { type ErrorCode, SYNTAX_ERRORS } from '../syntax/errors.ts';
import type { BodyError } from './types.ts';

export interface BodyErrorRow {
  /** `{}` stands for the error's detail. */
  readonly message: string;
  readonly spec: string;
}

export const BODY_ERRORS = {
  'sdp-line': { message: 'A line of a session description is one letter, "=" and a value.', spec: 'RFC 8866 §5' },
  'sdp-line-type': {
    message: 'No SDP line begins with "{}"; a receiver ignores the whole description because of it.',
    spec: 'RFC 8866 §5',
  },
  'sdp-line-space': { message: 'No white space may stand on either side of this "=".', spec: 'RFC 8866 §5' },
  'sdp-line-empty': { message: 'A session description holds no empty line.', spec: 'RFC 8866 §5' },
  'sdp-line-order': {
    message: 'This line stands too late: {}. The order is v o s i u e p c b t r z k a, then the media.',
    spec: 'RFC 8866 §5',
  },
  'sdp-line-repeated': { message: 'A second "{}=" line may not stand here.', spec: 'RFC 8866 §5' },
  'sdp-line-missing': { message: 'The "{}=" line is missing.', spec: 'RFC 8866 §5' },
  'sdp-line-misplaced': {
    message: 'A "{}=" line describes the whole session; it must stand before the first "m=" line.',
    spec: 'RFC 8866 §5',
  },
  'sdp-connection-missing': {
    message: 'There is no "c=" line, neither for the session nor for this media.',
    spec: 'RFC 8866 §5.7',
  },
  'sdp-version': { message: 'The only version of SDP is 0.', spec: 'RFC 8866 §5.1' },
  'sdp-field': { message: 'Expected {}.', spec: 'RFC 8866 §9' },
  'sdp-spaces': { message: 'Exactly one space separates the fields of a line.', spec: 'RFC 8866 §9' },
  'sdp-text-after': {
    message: 'This text does not belong here; the value is complete before it.',
    spec: 'RFC 8866 §9',
  },
  'sdp-address': { message: 'This is not {}.', spec: 'RFC 8866 §5.7' },
  'sdp-multicast': {
    message: 'A multicast IP4 address needs a time to live: "/" and a number.',
    spec: 'RFC 8866 §5.7',
  },
  'sdp-time': {
    message: 'A time is 0 or at least ten digits: seconds since the beginning of 1900.',
    spec: 'RFC 8866 §5.9',
  },
  'sdp-attribute-name': { message: 'An attribute name is a token after "a=".', spec: 'RFC 8866 §5.13' },
  'sdp-attribute-flag': { message: 'The attribute "{}" takes no value.', spec: 'RFC 8866 §5.13' },
  'sdp-attribute-value': { message: 'The attribute "{}" needs a value.', spec: 'RFC 8866 §5.13' },
  'sdp-format-parameter': { message: '{}.', spec: 'RFC 8866 §6.15' },
  'multipart-boundary': {
    message: 'The Content-Type has no boundary parameter, so the parts cannot be found.',
    spec: 'RFC 2046 §5.1.1',
  },
  'multipart-boundary-malformed': {
    message: "A boundary has 1 to 70 letters, digits, blanks and '()+_,-./:=?, and does not end in a blank.",
    spec: 'RFC 2046 §5.1.1',
  },
  'multipart-delimiter-missing': { message: 'No line "--{}" begins a part.', spec: 'RFC 2046 §5.1.1' },
  'multipart-close-missing': { message: 'The closing line "--{}--" is missing.', spec: 'RFC 2046 §5.1.1' },
  'multipart-empty-line': {
    message: 'An empty line must stand between the headers of a part and its body.',
    spec: 'RFC 2046 §5.1',
  },
  'sip-start-line': { message: 'A message/sip body begins with a start-line.', spec: 'RFC 3261 §27.5' },
  'xml-syntax': { message: 'This XML is not well-formed: {}.', spec: 'XML 1.0 §2.1' },
  'xml-root-missing': { message: 'There is no root element.', spec: 'XML 1.0 §2.1' },
  'xml-root-second': { message: 'An XML document has exactly one root element.', spec: 'XML 1.0 §2.1' },
  'xml-text-outside': { message: 'No text may stand outside of the root element.', spec: 'XML 1.0 §2.1' },
  'xml-declaration': { message: 'The XML declaration is not well-formed: {}.', spec: 'XML 1.0 §2.8' },
  'xml-declaration-late': {
    message: 'The XML declaration must be the very first thing of the body.',
    spec: 'XML 1.0 §2.8',
  },
  'xml-not-closed': { message: 'The element {} is never closed.', spec: 'XML 1.0 §3.1' },
  'xml-close-unmatched': { message: 'No element {} is open here.', spec: 'XML 1.0 §3.1' },
  'xml-name': { message: 'This character may not stand in a name.', spec: 'XML 1.0 §2.3' },
  'xml-character': { message: 'This character may not stand here.', spec: 'XML 1.0 §2.2' },
  'xml-attribute-value': { message: 'An attribute needs "=" and a value in quotes.', spec: 'XML 1.0 §3.1' },
  'xml-attribute-space': { message: 'White space must separate attributes.', spec: 'XML 1.0 §3.1' },
  'xml-attribute-repeated': { message: 'The attribute {} stands twice in this tag.', spec: 'XML 1.0 §3.1' },
  'xml-prefix-unbound': { message: 'The namespace prefix {} is not declared.', spec: 'Namespaces in XML 1.0 §5' },
  'xml-entity': {
    message: 'This is no reference that XML knows; a bare "&" is written "&amp;".',
    spec: 'XML 1.0 §4.1',
  },
  'xml-unexpected-end': { message: 'The XML ends in the middle of a tag, comment or section.', spec: 'XML 1.0 §2.1' },
  'body-too-deep': {
    message: 'This is nested too deeply to be looked at: more than {} levels.',
    spec: 'RFC 5621 §3.1',
  },
  'body-too-large': { message: 'This body is too large to be looked at as a whole: {}.', spec: 'RFC 5621 §3.1' },
} as const satisfies Record<string, BodyErrorRow>;

export type BodyErrorCode = keyof typeof BODY_ERRORS;

function isBodyErrorCode(code: BodyErrorCode | ErrorCode): code is BodyErrorCode {
  return code in BODY_ERRORS;
}

/** Sentence pattern and clause of a code. */
export function bodyErrorRow(code: BodyErrorCode | ErrorCode): BodyErrorRow {
  return isBodyErrorCode(code) ? BODY_ERRORS[code] : SYNTAX_ERRORS[code];
}

/** The sentence for people: what is wrong and what is expected. */
export function bodyErrorText(error: BodyError): string {
  return bodyErrorRow(error.code).message.replace('{}', () => error.detail ?? '');
}
