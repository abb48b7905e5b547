/** What saxes says about XML that is not well-formed, as our codes at exact places. */

import type { BodyErrorCode } from '../errors.ts';
import type { BodyError, Span } from '../types.ts';

interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** End of the last tag, comment or section that was read. */
  readonly read: number;
  /** The element that is open where the fault was found. */
  readonly element:
    | { readonly nameSpan: Span; readonly attributes: readonly { name: string; prefix: string; nameSpan: Span }[] }
    | undefined;
}

/** The beginning of a message of saxes, and our code. */
const CODES: readonly (readonly [pattern: RegExp, code: BodyErrorCode])[] = [
  [/^document must contain a root/, 'xml-root-missing'],
  [/^documents may contain only one root/, 'xml-root-second'],
  [/^text data outside of root/, 'xml-text-outside'],
  [/XML declaration must (?:be at|appear at)|^processing instructions are not allowed before/, 'xml-declaration-late'],
  [
    /XML declaration|version number|encoding value|standalone value|value (?:must be quoted|required)|^(?:did not expect|expected)/,
    'xml-declaration',
  ],
  [/^unclosed tag/, 'xml-not-closed'],
  [/^unmatched closing tag|^weird empty close/, 'xml-close-unmatched'],
  [/^duplicate attribute/, 'xml-attribute-repeated'],
  [/^unbound namespace prefix/, 'xml-prefix-unbound'],
  [/entity/, 'xml-entity'],
  [/attribute without value|unquoted attribute/, 'xml-attribute-value'],
  [/^no whitespace between attributes/, 'xml-attribute-space'],
  [/^disallowed character in|malformed name/, 'xml-name'],
  [/^disallowed character/, 'xml-character'],
  [/^unexpected end/, 'xml-unexpected-end'],
];

/** The fault of a message of saxes that stands just after `position - 1`. */
export function faultAt(message: string, position: number, place: Place): BodyError {
  const code = CODES.find(([pattern]) => pattern.test(message))?.[1] ?? 'xml-syntax';
  if (code === 'xml-entity' || code === 'xml-not-closed' || code === 'xml-unexpected-end') {
    const found = bareAmpersand(place, position) ?? (code === 'xml-entity' ? undefined : unfinished(place));
    if (found) return found;
  }
  const span = spanOf(code, message, position, place);
  const detail = detailOf(code, message, place, span);
  return detail === undefined ? { code, ...span } : { code, ...span, detail };
}

const BARE_AMPERSAND = /&(?!(?:#\d+|#[xX][\dA-Fa-f]+|[A-Za-z_:][\w:.-]*);)/g;

/** saxes reads a reference up to the next ";", however far; the place of the fault is the "&". */
function bareAmpersand({ text, read }: Place, position: number): BodyError | undefined {
  BARE_AMPERSAND.lastIndex = read;
  const at = BARE_AMPERSAND.exec(text.slice(0, position))?.index;
  return at === undefined ? undefined : { code: 'xml-entity', start: at, end: at + 1 };
}

/** The text ends inside of a tag or a comment: saxes speaks of the elements around it first. */
function unfinished({ text, read, start, end }: Place): BodyError | undefined {
  const at = text.slice(0, end).indexOf('<', Math.max(start, read));
  return at < 0 ? undefined : { code: 'xml-unexpected-end', start: at, end: trimmedEnd(text, at, end) };
}

const NAME = /[^\s/>=<]*/y;

function spanOf(code: BodyErrorCode, message: string, position: number, place: Place): Span {
  const { text, start, end, element } = place;
  switch (code) {
    case 'xml-not-closed':
      return element?.nameSpan ?? { start: end, end };
    case 'xml-root-second': {
      NAME.lastIndex = text.lastIndexOf('<', position - 1) + 1;
      const name = NAME.exec(text)?.[0] ?? '';
      return { start: NAME.lastIndex - name.length, end: NAME.lastIndex };
    }
    case 'xml-declaration-late':
      return from(text, '<?', position, start);
    case 'xml-root-missing':
      return { start, end: start };
    case 'xml-entity':
      return from(text, '&', position, start);
    case 'xml-attribute-repeated':
    case 'xml-prefix-unbound': {
      const name = /: "?([^"]*?)"?\.$/.exec(message)?.[1]?.replace(/^\{.*\}/, '') ?? '';
      const attribute = element?.attributes.findLast(each =>
        code === 'xml-prefix-unbound' ? each.prefix === name : each.name === name || each.name.endsWith(`:${name}`),
      );
      return attribute?.nameSpan ?? element?.nameSpan ?? { start: position - 1, end: position };
    }
    case 'xml-close-unmatched':
      return from(text, '</', position, start);
    case 'xml-text-outside': {
      const stop = trimmedEnd(text, start, position);
      let first = Math.max(start, text.lastIndexOf('>', stop - 1) + 1);
      while (first < stop && /\s/.test(text[first] ?? '')) first++;
      return { start: first, end: stop };
    }
    default: {
      const width = /[\udc00-\udfff]/.test(text[position - 1] ?? '') ? 2 : 1;
      return { start: Math.max(start, position - width), end: Math.max(start, position) };
    }
  }
}

/** From the last place of `opening` before `position`. */
function from(text: string, opening: string, position: number, start: number): Span {
  return { start: Math.max(start, text.lastIndexOf(opening, position - 1)), end: position };
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

function detailOf(code: BodyErrorCode, message: string, place: Place, span: Span): string | undefined {
  const written = place.text.slice(span.start, span.end);
  switch (code) {
    case 'xml-not-closed':
      return `<${written}>`;
    case 'xml-close-unmatched':
      return `<${written.replace(/^<\/|>$/g, '')}>`;
    case 'xml-attribute-repeated':
      return `"${written}"`;
    case 'xml-prefix-unbound':
      return `"${/: "?([^"]*?)"?\.$/.exec(message)?.[1] ?? written}"`;
    case 'xml-declaration':
    case 'xml-syntax':
      return message.replace(/\.$/, '');
    default:
      return undefined;
  }
}
