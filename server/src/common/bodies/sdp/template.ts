/**
 * The little language in which SDP values are described, as data beside their meaning:
 *
 *     {payload type:integer} {encoding}/{clock rate:integer}[/{channels:integer}]
 *
 * `{label:kind}` is a field, kind `token` when none is given; `{label:a|b}` is one of the words, `{label:a|b|*}` one of
 * the words or another token; `[...]` is optional; `(...)*` is repeated; everything else stands for itself.
 * What comes next is always decided by the next characters, so that reading is linear and a fault has one place.
 */

import type { Span } from '../types.ts';

/** A piece of a value with the label that the template gives it. */
export interface Field extends Span {
  readonly label: string;
  readonly text: string;
}

/** Where reading stopped, and what was expected there; undefined when text is left over. */
export interface TemplateFault extends Span {
  readonly expected: string | undefined;
  readonly spaces?: true;
}

export type TemplateItem =
  | { readonly type: 'literal'; readonly text: string }
  | {
      readonly type: 'field';
      readonly label: string;
      readonly kind: FieldKind;
      readonly words: readonly string[];
      readonly open: boolean;
    }
  | { readonly type: 'optional' | 'repeated'; readonly items: readonly TemplateItem[] };

export type Template = readonly TemplateItem[];

/** Kinds of fields: what they are called in a message, and the run of characters that they take. */
const KINDS = {
  token: { says: '', run: /[!#-'*+.0-9A-Z^-~-]+/y },
  integer: { says: ' (a number)', run: /\d+/y },
  number: { says: ' (a number)', run: /\d+(?:\.\d+)?/y },
  /** Visible characters. */
  word: { says: '', run: /[^\0- \x7f]+/y },
  /** Visible characters without the separators of lists. */
  item: { says: '', run: /[^\0- \x7f,;]+/y },
  /** A host name or an IP address; IPv6 without brackets. */
  address: { says: '', run: /[^\0- \x7f/]+/y },
  /** 1*DIGIT with a unit. */
  duration: { says: ' (a number, or one with d, h, m or s)', run: /\d+[dhms]?/y },
  'signed duration': { says: ' (a number, or one with d, h, m or s)', run: /-?\d+[dhms]?/y },
  /** token *("/" token). */
  protocol: { says: '', run: /[!#-'*+.0-9A-Z^-~-]+(?:\/[!#-'*+.0-9A-Z^-~-]+)*/y },
  base64: { says: ' (base64)', run: /[A-Za-z0-9+/]+={0,2}/y },
  hex: { says: ' (hexadecimal digits)', run: /[0-9A-Fa-f]+/y },
  /** Hexadecimal pairs with colons. */
  fingerprint: { says: ' (hexadecimal pairs joined by colons)', run: /[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})*/y },
  /** Everything to the end of the line. */
  text: { says: '', run: /[^\r\n\0]+/y },
} as const;

export type FieldKind = keyof typeof KINDS;

/** A word of an enumeration ends where a separator comes. */
const WORD_RUN = /[^\s,;:/=]+/y;

const TEMPLATES = new Map<string, Template>();

/** Reads a template; the same text gives the same object. */
export function template(text: string): Template {
  let made = TEMPLATES.get(text);
  if (!made) {
    made = readItems(text, { at: 0 }, '');
    TEMPLATES.set(text, made);
  }
  return made;
}

function readItems(text: string, cursor: { at: number }, close: string): TemplateItem[] {
  const items: TemplateItem[] = [];
  while (cursor.at < text.length && text[cursor.at] !== close) {
    const char = text[cursor.at];
    if (char === '{') items.push(readField(text, cursor));
    else if (char === '[' || char === '(') {
      cursor.at++;
      items.push({
        type: char === '[' ? 'optional' : 'repeated',
        items: readItems(text, cursor, char === '[' ? ']' : ')'),
      });
      cursor.at += char === '[' ? 1 : 2;
    } else {
      const end = text.slice(cursor.at).search(/[{}[\]()]|$/);
      items.push({ type: 'literal', text: text.slice(cursor.at, cursor.at + end) });
      cursor.at += Math.max(1, end);
    }
  }
  return items;
}

function isKind(text: string): text is FieldKind {
  return text in KINDS;
}

function readField(text: string, cursor: { at: number }): TemplateItem {
  const end = text.indexOf('}', cursor.at);
  const [label = '', kind = 'token'] = text.slice(cursor.at + 1, end).split(':');
  cursor.at = end + 1;
  if (isKind(kind)) return { type: 'field', label, kind, words: [], open: true };
  const words = kind.split('|');
  const open = words.at(-1) === '*';
  return { type: 'field', label, kind: 'token', words: open ? words.slice(0, -1) : words, open };
}

/** The form of a value for people: labels and literals. */
export function templateText(items: Template): string {
  return items
    .map(item => {
      if (item.type === 'literal') return item.text;
      if (item.type === 'field') return `<${item.label}>`;
      return item.type === 'optional' ? `[${templateText(item.items)}]` : `(${templateText(item.items)})*`;
    })
    .join('');
}

/** All fields of a template, also those inside options and repetitions. */
export function templateFields(items: Template): readonly Extract<TemplateItem, { type: 'field' }>[] {
  return items.flatMap(item => {
    if (item.type === 'literal') return [];
    return item.type === 'field' ? [item] : templateFields(item.items);
  });
}

/** More fields than this are read but not kept. */
const MOST_FIELDS = 1000;

function isText(item: TemplateItem | undefined): boolean {
  return item?.type === 'field' && item.kind === 'text';
}

class Reading {
  readonly fields: Field[] = [];
  fault: TemplateFault | undefined;
  /** The first place with too many spaces; reading goes on after them. */
  spaces: TemplateFault | undefined;
  readonly text: string;
  readonly end: number;
  pos: number;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.pos = start;
    this.end = end;
  }

  /** End of the run of a field at `pos`; -1 when it is not there. */
  runEnd(item: Extract<TemplateItem, { type: 'field' }>): number {
    const run = item.open ? KINDS[item.kind].run : WORD_RUN;
    run.lastIndex = this.pos;
    // A sticky pattern says by `lastIndex` how far it came; `exec` would make an array of it for each field.
    if (this.pos >= this.end || !run.test(this.text)) return -1;
    const end = Math.min(this.end, run.lastIndex);
    return item.open || item.words.includes(this.text.slice(this.pos, end)) ? end : -1;
  }

  startsWith(literal: string): boolean {
    return this.pos + literal.length <= this.end && this.text.startsWith(literal, this.pos);
  }

  /** True when the next characters can begin these items. */
  canBegin(items: readonly TemplateItem[]): boolean {
    const first = items[0];
    if (!first) return false;
    if (first.type === 'literal') return this.startsWith(first.text);
    if (first.type === 'field') return this.runEnd(first) >= 0;
    return this.canBegin(first.items) || this.canBegin(items.slice(1));
  }

  /** Marks the run at `pos`, or the place itself when nothing is left. */
  fail(expected: string): void {
    WORD_RUN.lastIndex = this.pos;
    const match = this.pos < this.end ? WORD_RUN.exec(this.text) : null;
    const end = match ? this.pos + match[0].length : Math.min(this.end, this.pos + 1);
    this.fault = { start: this.pos, end: Math.min(end, this.end), expected };
  }

  read(items: readonly TemplateItem[]): void {
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (item === undefined || this.fault) return;
      if (item.type === 'literal') this.literal(item.text, items[index + 1]);
      else if (item.type === 'field') this.field(item);
      else if (item.type === 'optional') {
        if (this.canBegin(item.items)) this.read(item.items);
      } else {
        while (!this.fault && this.canBegin(item.items)) {
          const before = this.pos;
          this.read(item.items);
          if (this.pos === before) break;
        }
      }
    }
  }

  private literal(literal: string, next: TemplateItem | undefined): void {
    if (!this.startsWith(literal)) {
      // The fault is where the text departs from the literal.
      let same = 0;
      while (this.pos + same < this.end && this.text[this.pos + same] === literal[same]) same++;
      this.pos += same;
      const rest = literal.slice(same).trim();
      this.fail(rest === '' ? 'a space' : `"${rest}"`);
      return;
    }
    this.pos += literal.length;
    // Free text may begin with spaces of its own.
    if (!literal.endsWith(' ') || this.text[this.pos] !== ' ' || this.pos >= this.end || isText(next)) return;
    const start = this.pos - 1;
    while (this.pos < this.end && this.text[this.pos] === ' ') this.pos++;
    if (this.pos < this.end) this.spaces ??= { start, end: this.pos, expected: undefined, spaces: true };
  }

  private field(item: Extract<TemplateItem, { type: 'field' }>): void {
    const end = this.runEnd(item);
    if (end < 0) {
      this.fail(expectation(item));
      return;
    }
    if (this.fields.length < MOST_FIELDS) {
      this.fields.push({ label: item.label, text: this.text.slice(this.pos, end), start: this.pos, end });
    }
    this.pos = end;
  }
}

function expectation(item: Extract<TemplateItem, { type: 'field' }>): string {
  const words = item.words.map(word => `"${word}"`).join(', ');
  if (item.words.length > 0) return item.open ? `${item.label} such as ${words}` : `${item.label}: one of ${words}`;
  return `${item.label}${KINDS[item.kind].says}`;
}

/** Reads `text[start, end)` by a template. White space at the end of the line is passed over. */
export function readTemplate(
  items: Template,
  text: string,
  start: number,
  end: number,
): { readonly fields: readonly Field[]; readonly fault: TemplateFault | undefined } {
  let stop = end;
  while (stop > start && (text[stop - 1] === ' ' || text[stop - 1] === '\t')) stop--;
  // Free text may consist of blanks alone: "s= " is what RFC 8866 §5.3 recommends where there is no name.
  if (isText(items.at(-1))) stop = end;
  const reading = new Reading(text, start, stop);
  reading.read(items);
  const { fields, pos } = reading;
  const leftOver = pos < stop ? { start: pos, end: stop, expected: undefined } : undefined;
  return { fields, fault: reading.fault ?? reading.spaces ?? leftOver };
}
