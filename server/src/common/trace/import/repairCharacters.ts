/** Undoes what browsers, word processors and PDF readers do to single characters. */

import type { Line } from './lines.ts';
import type { RepairLog } from './repairLog.ts';

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };
const ENTITY = /&(?:(lt|gt|quot|apos|nbsp|amp)|#(\d{1,6})|#x([0-9a-f]{1,5}));/gi;
/** SIP has an ampersand in the headers part of a URI; these four never stand there. */
const TELLING_ENTITY = /&(?:lt|gt|quot|#60|#62|#34|#x3c|#x3e|#x22);/i;

export function hasEntities(lines: readonly Line[]): boolean {
  return lines.some(line => TELLING_ENTITY.test(line.text));
}

export function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, name: string | undefined, decimal?: string, hex?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

/** Tags that an HTML parser made of `<sip:...>`, and those that end a line or a block. */
const CLOSING_URI = /<\/(?:sips?|tel|urn|im|pres):[^<>]{0,500}>/gi;
/** A word processor's link inside the address that it took for one of mail. */
const MAILTO = /(<(?:sips?|tel):[^<>]{0,500})<mailto:[^<>]{0,500}>/gi;
const TAG = /^<(?:br ?\/?|\/?(?:pre|p|code|div|span|td|tr|li|b|i|em|strong))>$/i;
const LONGEST_TAG = 10;

const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const LIGATURES: Readonly<Record<string, string>> = {
  '\ufb00': 'ff',
  '\ufb01': 'fi',
  '\ufb02': 'fl',
  '\ufb03': 'ffi',
  '\ufb04': 'ffl',
};
const TYPOGRAPHY: readonly (readonly [RegExp, string])[] = [
  [/[\u201c\u201d\u201e\u201f\u2033]/g, '"'],
  [/[\u2018\u2019\u201a\u2032]/g, "'"],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\uff1a/g, ':'],
  [/\uff1b/g, ';'],
  [/\uff1c/g, '<'],
  [/\uff1e/g, '>'],
  [/\uff1d/g, '='],
  [/[\uff0c\u3001]/g, ','],
];

/** One line of start-line or header fields, repaired character by character. */
export function repairCharacters(line: Line, log: RepairLog, entities: boolean): Line {
  let one = entities ? log.change(line, decodeEntities(line.text), 'HTML characters decoded') : line;
  if (one.text.includes('<')) {
    one = log.damage(one, one.text.replace(CLOSING_URI, ''), 'closing tags of a URI taken out');
    one = log.damage(one, one.text.replace(MAILTO, '$1'), 'mail link taken out');
    one = log.change(one, withoutMarkup(one.text), 'HTML markup taken out');
  }
  if (one.text.includes('\\')) {
    one = log.change(one, outsideQuotes(one.text, unescapeMarkdown), 'Markdown escapes taken out');
  }
  if (/^[\0-\x7f]*$/.test(one.text)) return one;
  one = log.change(one, one.text.replace(INVISIBLE, ''), 'invisible characters taken out');
  one = log.change(
    one,
    outsideQuotes(one.text, text => text.replace(SPACES, ' ')),
    'special spaces replaced',
  );
  return log.change(one, outsideQuotes(one.text, plainTypography), 'typographic characters replaced');
}

/** Without the tags at the end, and the blanks before them. */
function withoutMarkup(text: string): string {
  let result = text;
  for (let whole = text.trimEnd(); whole.endsWith('>'); whole = result) {
    const open = whole.lastIndexOf('<');
    if (open < 0 || whole.length - open > LONGEST_TAG || !TAG.test(whole.slice(open))) break;
    result = whole.slice(0, open).trimEnd();
  }
  return result;
}

function unescapeMarkdown(text: string): string {
  return text.replace(/\\([<>_*[\]~#])/g, '$1');
}

function plainTypography(text: string): string {
  const plain = text.replace(/[\ufb00-\ufb04]/g, ligature => LIGATURES[ligature] ?? ligature);
  return TYPOGRAPHY.reduce((result, [pattern, character]) => result.replace(pattern, character), plain);
}

/** Changes the text between quoted strings; after a quote that nothing closes all counts as outside. */
function outsideQuotes(text: string, change: (part: string) => string): string {
  const parts = text.split('"');
  if (parts.length % 2 === 0) return change(text);
  return parts.map((part, index) => (index % 2 === 0 ? change(part) : part)).join('"');
}
