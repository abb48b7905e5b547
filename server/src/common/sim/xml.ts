/** Reading and writing the XML of Cx user profiles and reginfo documents. */
import { parseXml, type XmlElement } from '../bodies/xml/parse.ts';

const REFERENCES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, character => REFERENCES[character] ?? '');
}

/** The root element; undefined when the text is not well-formed. */
export function rootOf(text: string): XmlElement | undefined {
  const { root, errors } = parseXml(text, 0, text.length);
  return errors.length === 0 ? root : undefined;
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(child => child.local === name);
}

/** Trimmed text of the first child of that name. */
export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find(child => child.local === name)?.text.trim();
}

export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find(one => one.local === name)?.value;
}
