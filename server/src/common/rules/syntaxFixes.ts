/** Repairs of syntax errors, where there is only one that can be meant. */

import { headerRow, URI_PARAMS } from '../registry/index.ts';
import type { ErrorCode, ParseError } from '../syntax/errors.ts';
import type { SipMessage } from '../syntax/message.ts';
import { headerAt } from '../syntax/views.ts';
import type { Fix } from './rule.ts';
import { insertFix, lineEndOf, replaceFix } from './shared/fixes.ts';

/** The header line that an error stands in, from the error to the end. */
interface Faulty {
  readonly message: SipMessage;
  readonly start: number;
  readonly end: number;
  /** The marked text. */
  readonly found: string;
}

type MakeFix = (faulty: Faulty) => Fix | undefined;

const FIXES: Partial<Record<ErrorCode, MakeFix>> = {
  'start-line-spaces': ({ start, end }) => replaceFix('Put one space here', { start, end }, ' '),
  'start-line-trailing-space': faulty => replaceFix('Remove the space', faulty, ''),
  'request-uri-brackets': faulty => replaceFix('Remove the angle brackets', faulty, faulty.found.slice(1, -1)),
  'uri-brackets': faulty => replaceFix('Remove the angle brackets', faulty, faulty.found.slice(1, -1)),
  'sip-version-unknown': faulty => replaceFix('Change to SIP/2.0', faulty, 'SIP/2.0'),
  'sip-version-missing': ({ start, message }) =>
    insertFix('Add SIP/2.0', start, message.text.charAt(start - 1) === ' ' ? 'SIP/2.0' : ' SIP/2.0'),
  'status-line-no-space': ({ end }) => insertFix('Add a space', end, ' '),
  'header-no-colon': noColon,
  'header-name-not-token': faulty => {
    const name = headerRow(faulty.found.replace(/[^A-Za-z0-9]+/g, '-'))?.name;
    return name === undefined ? undefined : replaceFix(`Change to ${name}`, faulty, name);
  },
  'header-indented': faulty => replaceFix('Remove the white space', faulty, faulty.found.trimStart()),
  'line-end-return': faulty => replaceFix('End the line here', faulty, lineEndOf(faulty.message)),
  'empty-line-missing': emptyLine,
  'quote-foreign': plainCharacters,
  'hyphen-foreign': plainCharacters,
  'space-foreign': plainCharacters,
  'quote-unopened': ({ start }) => insertFix('Add the opening quotation mark', start, '"'),
  'quote-unclosed': ({ end }) => insertFix('Add the closing quotation mark', end, '"'),
  'angle-unclosed': closeAngle,
  'angle-unopened': ({ start }) => insertFix('Add the opening angle bracket', start, '<'),
  'angle-missing': bracketed,
  'angle-space': faulty => replaceFix('Remove the white space', faulty, ''),
  'address-needs-brackets': faulty => replaceFix('Put angle brackets around it', faulty, `<${faulty.found}>`),
  'display-name-needs-quotes': faulty =>
    /["\\]/.test(faulty.found) ? undefined : replaceFix('Put quotes around it', faulty, `"${faulty.found}"`),
  'ipv6-needs-brackets': faulty =>
    // With eight groups or a last one of decimal digits, the last could also be a port.
    /:\d{4,5}$/.test(faulty.found) ? undefined : replaceFix('Put brackets around it', faulty, `[${faulty.found}]`),
  'parameter-empty': ({ start, found }) =>
    replaceFix('Remove the semicolon', { start, end: start + Math.max(1, found.trimEnd().length - 1) }, ''),
  'semicolon-missing': ({ start }) => insertFix('Add the semicolon', start, ';'),
  'comma-missing': ({ start }) => insertFix('Add the comma', start, ','),
  'comma-for-semicolon': faulty => replaceFix('Change to a semicolon', faulty, ';'),
  'semicolon-for-comma': faulty => replaceFix('Change to a comma', faulty, ','),
  'via-space-missing': ({ start }) => insertFix('Add a space', start, ' '),
  'auth-scheme-missing': ({ start, found }) => (found === '' ? undefined : insertFix('Add Digest', start, 'Digest ')),
};

/** The repair of an error, undefined when more than one thing can be meant. */
export function syntaxFix(message: SipMessage, { code, start, end }: ParseError): Fix | undefined {
  return FIXES[code]?.({ message, start, end, found: message.text.slice(start, end) });
}

function noColon({ message, end, found }: Faulty): Fix | undefined {
  if (headerRow(found) === undefined) return undefined;
  const next = message.text.charAt(end);
  // A semicolon or an equals sign was typed for the colon.
  if (next === ';' || next === '=') return replaceFix('Put a colon here', { start: end, end: end + 1 }, ':');
  return insertFix('Add the colon', end, ':');
}

/** Around the URI with its parameters: without brackets they were read as parameters of the header field. */
function bracketed({ message, start, end }: Faulty): Fix {
  let stop = end;
  for (const [whole, name = ''] of message.text.slice(end).matchAll(/;([\w-]+)(?:=[^\s;,]*)?/gy)) {
    if (!URI_PARAMS.some(param => param.name === name.toLowerCase())) break;
    stop += whole.length;
  }
  return replaceFix('Put angle brackets around it', { start, end: stop }, `<${message.text.slice(start, stop)}>`);
}

/** Before the first parameter that is one of the header field and none of a URI; at the end without parameters. */
function closeAngle({ message, start, end, found }: Faulty): Fix | undefined {
  const title = 'Add the closing angle bracket';
  const row = headerAt(message, start)?.row;
  for (const { 1: name = '', index } of found.matchAll(/;([^;=]*)/g)) {
    if (URI_PARAMS.some(param => param.name === name.toLowerCase())) continue;
    const isOfHeader = row?.params?.some(param => param.name === name.toLowerCase()) === true;
    return isOfHeader ? insertFix(title, start + index, '>') : undefined;
  }
  return found.includes(';') ? undefined : insertFix(title, end, '>');
}

/** Before the body or the next message that was reached, or at the end of the text, which may lack a line end as well. */
function emptyLine({ message, start, end }: Faulty): Fix {
  const lineEnd = lineEndOf(message);
  const isOpen = end === start && !/[\r\n]/.test(message.text.charAt(start));
  return insertFix('Add an empty line', start, isOpen ? lineEnd.repeat(2) : lineEnd);
}

/** Word processors replace all of a line; so does the repair, outside of plain quotation marks. */
function plainCharacters({ message, start }: Faulty): Fix | undefined {
  const { text } = message;
  const lineEnd = text.indexOf('\n', start);
  const edits: Fix['edits'][number][] = [];
  let quoted = false;
  for (let at = start; at < (lineEnd < 0 ? text.length : lineEnd); at++) {
    const character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    const plain = quoted ? undefined : plainOf(character);
    if (plain !== undefined) edits.push({ start: at, end: at + 1, text: plain });
  }
  return { title: 'Change to plain characters', edits };
}

function plainOf(character: string): string | undefined {
  if (/[\u00ab\u00bb\u2018-\u201f\u2039\u203a]/.test(character)) return '"';
  if (/[\u2010-\u2015\u2212]/.test(character)) return '-';
  if (/[\u200b\u2060\ufeff]/.test(character)) return '';
  return /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(character) ? ' ' : undefined;
}
