/**
 * XML bodies: well-formedness with exact places, and the elements with theirs.
 *
 * The reading is done by saxes; entities are never expanded beyond the five of XML and character references. A fault of
 * well-formedness is fatal (XML 1.0 §1.2), so only the first one is reported; the outline goes on as well as it can.
 */

import { SaxesParser } from 'saxes';
import type { BodyError, Span } from '../types.ts';
import { faultAt } from './faults.ts';

export interface XmlAttribute extends Span {
  /** As written, with its prefix. */
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** References resolved. */
  readonly value: string;
  readonly nameSpan: Span;
  /** Without the quotes. */
  readonly valueSpan: Span;
}

export interface XmlElement extends Span {
  /** As written, with its prefix. */
  readonly name: string;
  readonly local: string;
  /** Namespace, empty when there is none. */
  readonly namespace: string;
  readonly nameSpan: Span;
  /** The name in the closing tag; undefined for `<a/>` and for an element that is never closed. */
  readonly closeNameSpan: Span | undefined;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Text directly inside, references resolved. */
  readonly text: string;
  /** What stands between the tags. */
  readonly content: Span;
  readonly parent: XmlElement | undefined;
}

export interface XmlDocument extends Span {
  readonly root: XmlElement | undefined;
  readonly errors: readonly BodyError[];
  /** Comments, processing instructions and the XML declaration. */
  readonly asides: readonly Span[];
}

/** Elements nested more deeply are not looked at. */
export const MOST_DEPTH = 100;
const MOST_ELEMENTS = 200_000;
const MOST_ATTRIBUTES = 1000;
/** After so many faults nothing that follows makes sense. */
const MOST_FAULTS = 50;
/** saxes is fed in pieces, so that reading can end early. */
const PIECE = 4096;

interface OpenElement {
  name: string;
  local: string;
  namespace: string;
  nameSpan: Span;
  closeNameSpan: Span | undefined;
  attributes: XmlAttribute[];
  children: OpenElement[];
  text: string;
  content: { start: number; end: number };
  parent: OpenElement | undefined;
  start: number;
  end: number;
}

class Reader {
  readonly errors: BodyError[] = [];
  readonly asides: Span[] = [];
  root: OpenElement | undefined;
  stopped = false;
  private current: OpenElement | undefined;
  /** End of the last tag, comment or section. */
  private wasRead: number;
  private depth = 0;
  private elements = 0;
  private faults = 0;
  /** A document type may declare entities, which are not read: references to them are no fault. */
  private hasDoctype = false;
  private readonly text: string;
  private readonly start: number;
  private readonly end: number;
  private readonly parser: SaxesParser<{ xmlns: true }>;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.wasRead = start;
    this.parser = new SaxesParser({ xmlns: true });
    this.listen();
  }

  read(): void {
    for (let at = this.start; at < this.end && !this.stopped; at += PIECE) {
      this.parser.write(this.text.slice(at, Math.min(this.end, at + PIECE)));
    }
    if (!this.stopped) this.parser.close();
    for (let open = this.current; open; open = open.parent) open.end = open.content.end = this.end;
  }

  /** Where saxes stands, in the message's text. */
  private get position(): number {
    return Math.min(this.end, this.start + this.parser.position);
  }

  private listen(): void {
    const { parser } = this;
    parser.on('error', error => this.fault(error.message));
    parser.on('opentagstart', tag => this.open(tag.name));
    parser.on('attribute', attribute => this.attribute(attribute));
    parser.on('opentag', tag => {
      this.wasRead = this.position;
      if (!this.current) return;
      this.current.local = tag.local;
      this.current.namespace = tag.uri;
      this.current.content = { start: this.position, end: this.position };
    });
    parser.on('closetag', tag => this.close(tag.name));
    parser.on('text', text => {
      if (this.current) this.current.text += text;
    });
    parser.on('cdata', text => {
      this.wasRead = this.position;
      if (this.current) this.current.text += text;
    });
    parser.on('doctype', () => {
      this.hasDoctype = true;
    });
    parser.on('comment', () => this.aside('<!--'));
    parser.on('processinginstruction', () => this.aside('<?'));
    parser.on('xmldecl', () => this.aside('<?'));
  }

  private aside(opening: string): void {
    const end = this.position;
    this.wasRead = end;
    const start = this.text.lastIndexOf(opening, end - 1);
    if (start >= this.start) this.asides.push({ start, end });
  }

  private stop(error: BodyError): void {
    if (this.errors.length === 0) this.errors.push(error);
    this.stopped = true;
  }

  private open(name: string): void {
    if (this.stopped) return;
    const start = Math.max(this.start, this.text.lastIndexOf('<', this.position - 1));
    const nameSpan = { start: start + 1, end: start + 1 + name.length };
    if (++this.depth > MOST_DEPTH) {
      this.stop({ code: 'body-too-deep', ...nameSpan, detail: String(MOST_DEPTH) });
      return;
    }
    if (++this.elements > MOST_ELEMENTS) {
      this.stop({ code: 'body-too-large', ...nameSpan, detail: `only its first ${MOST_ELEMENTS} elements are read` });
      return;
    }
    const element: OpenElement = {
      name,
      local: name,
      namespace: '',
      nameSpan,
      closeNameSpan: undefined,
      attributes: [],
      children: [],
      text: '',
      content: { start: nameSpan.end, end: nameSpan.end },
      parent: this.current,
      start,
      end: this.end,
    };
    this.current?.children.push(element);
    this.root ??= element;
    this.current = element;
  }

  private attribute(attribute: { name: string; prefix: string; local: string; value: string }): void {
    if (!this.current || this.stopped) return;
    if (this.current.attributes.length >= MOST_ATTRIBUTES) {
      const detail = `only the first ${MOST_ATTRIBUTES} attributes of an element are read`;
      this.stop({ code: 'body-too-large', ...this.current.nameSpan, detail });
      return;
    }
    const close = this.position - 1;
    const quote = this.text[close];
    const quoted = quote === '"' || quote === "'";
    const valueStart = quoted ? this.text.lastIndexOf(quote, close - 1) + 1 : close;
    let nameEnd = quoted ? this.text.lastIndexOf('=', valueStart - 1) : close;
    while (nameEnd > this.current.nameSpan.end && /\s/.test(this.text[nameEnd - 1] ?? '')) nameEnd--;
    const start = Math.max(this.current.nameSpan.end, nameEnd - attribute.name.length);
    const { name, prefix, local, value } = attribute;
    this.current.attributes.push({
      name,
      prefix,
      local,
      value,
      nameSpan: { start, end: Math.max(start, nameEnd) },
      valueSpan: { start: Math.max(start, valueStart), end: Math.max(start, close) },
      start,
      end: this.position,
    });
  }

  private close(name: string): void {
    this.wasRead = this.position;
    const element = this.current;
    if (!element || this.stopped) return;
    const end = this.position;
    element.end = end;
    this.current = element.parent;
    this.depth--;
    if (this.text.startsWith('/>', end - 2) && element.content.start === end) return;
    const start = Math.max(element.content.start, this.text.lastIndexOf('</', end - 1));
    const written = this.text.slice(start + 2, end - 1).trimEnd();
    element.content.end = start;
    const closeNameSpan = { start: start + 2, end: start + 2 + written.length };
    if (written === name) element.closeNameSpan = closeNameSpan;
    else this.mismatch(element, written, closeNameSpan);
  }

  /** `</b>` came although `a` is open: either `a` was never closed, or there is no `b`. */
  private mismatch(element: OpenElement, written: string, span: Span): void {
    if (this.errors.length > 0) return;
    let outer = element.parent;
    while (outer && outer.name !== written) outer = outer.parent;
    if (outer) this.errors.push({ code: 'xml-not-closed', ...element.nameSpan, detail: `<${element.name}>` });
    else this.errors.push({ code: 'xml-close-unmatched', ...span, detail: `<${written}>` });
  }

  /** saxes found something; the first finding counts. */
  private fault(message: string): void {
    const said = message.replace(/^\d+:\d+: /, '');
    if (this.hasDoctype && said === 'undefined entity.') return;
    if (++this.faults > MOST_FAULTS) this.stopped = true;
    if (this.errors.length > 0 || this.stopped) return;
    const { text, start, end, wasRead, current: element } = this;
    this.errors.push(faultAt(said, this.position, { text, start, end, read: wasRead, element }));
  }
}

/** Reads the XML document in `text[start, end)`; never throws. */
export function parseXml(text: string, start: number, end: number): XmlDocument {
  const reader = new Reader(text, start, end);
  reader.read();
  return { start, end, root: reader.root, errors: reader.errors, asides: reader.asides };
}
