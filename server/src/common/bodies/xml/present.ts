/** An XML body for the editor: outline, descriptions and tokens. */

import type { BodyDescription, BodyNode, BodyToken, Span } from '../types.ts';
import type { XmlAttribute, XmlDocument, XmlElement } from './parse.ts';
import { xmlVocabulary } from './vocabularies.ts';

/** Elements beyond this number are not in the outline. */
const MOST_NODES = 2000;

export function xmlOutline(document: XmlDocument): readonly BodyNode[] {
  let left = MOST_NODES;
  return document.root ? [node(document.root)] : [];

  function node(element: XmlElement): BodyNode {
    left--;
    const children: BodyNode[] = [];
    for (const child of element.children) {
      if (left <= 0) break;
      children.push(node(child));
    }
    return {
      kind: 'element',
      name: element.name,
      detail: detailOf(element),
      start: element.start,
      end: element.end,
      nameSpan: element.nameSpan,
      children,
    };
  }
}

/** The text of a leaf, otherwise the attributes that tell siblings apart. */
function detailOf(element: XmlElement): string {
  const text = element.children.length === 0 ? element.text.trim() : '';
  const parts = text === '' ? element.attributes.filter(isTelling).map(each => each.value) : [text];
  const joined = parts.join(' ').replace(/\s+/g, ' ');
  return joined.length > 80 ? `${joined.slice(0, 79)}…` : joined;
}

function isTelling(attribute: XmlAttribute): boolean {
  return attribute.name !== 'xmlns' && attribute.prefix !== 'xmlns' && !attribute.value.includes('schemaLocation');
}

function isAt(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The innermost element at an offset. */
export function elementAt(document: XmlDocument, offset: number): XmlElement | undefined {
  let found: XmlElement | undefined;
  let next = document.root;
  while (next && isAt(next, offset)) {
    found = next;
    next = found.children.find(child => child.start <= offset && offset < child.end);
  }
  return found;
}

/** The name of an element in its other tag: what a cursor on one of the two highlights and renames with it. */
export function matchingNames(document: XmlDocument, offset: number): readonly Span[] {
  const element = elementAt(document, offset);
  if (!element?.closeNameSpan) return [];
  const names = [element.nameSpan, element.closeNameSpan];
  return names.some(span => isAt(span, offset)) ? names : [];
}

export function describeXml(document: XmlDocument, offset: number): BodyDescription | undefined {
  const element = elementAt(document, offset);
  if (!element) return undefined;
  const vocabulary = xmlVocabulary(element.namespace, document.root?.local ?? '');
  const row = vocabulary?.elements.find(each => each.name === element.local);
  const tag = [element.nameSpan, element.closeNameSpan].find(span => span && isAt(span, offset));
  const attribute = element.attributes.find(each => isAt(each, offset));
  const values = (list: readonly string[] | undefined): { grammar?: string } =>
    list && list.length > 0 ? { grammar: list.join(' | ') } : {};
  if (attribute) {
    const known = row?.attributes?.find(each => each.name === attribute.local);
    if (!known || !row) return undefined;
    return {
      start: attribute.start,
      end: attribute.end,
      title: attribute.name,
      doc: known.doc,
      spec: row.spec,
      ...values(known.values),
    };
  }
  if (!row || (!tag && element.children.length > 0)) return undefined;
  return { ...(tag ?? element.content), title: element.name, doc: row.doc, spec: row.spec, ...values(row.values) };
}

/** Tokens in the order of the text. */
export function xmlTokens(document: XmlDocument): readonly BodyToken[] {
  const tokens: BodyToken[] = document.asides.map(span => ({ start: span.start, end: span.end, type: 'comment' }));
  if (document.root) collect(document.root, tokens);
  return tokens.sort((one, other) => one.start - other.start);
}

function collect(element: XmlElement, tokens: BodyToken[]): void {
  tokens.push({ ...element.nameSpan, type: 'property' });
  for (const attribute of element.attributes) {
    tokens.push({ ...attribute.nameSpan, type: 'parameter' });
    if (attribute.valueSpan.end > attribute.valueSpan.start) tokens.push({ ...attribute.valueSpan, type: 'string' });
  }
  for (const child of element.children) collect(child, tokens);
  if (element.closeNameSpan) tokens.push({ ...element.closeNameSpan, type: 'property' });
}
