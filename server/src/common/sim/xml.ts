/** The little XML that Cx user profiles and reginfo bodies need: elements, attributes and text; no DTD, no entities of its own. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const ENTITIES: { readonly [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, character => {
    const name = Object.keys(ENTITIES).find(key => ENTITIES[key] === character);
    return `&${name};`;
  });
}

function unescapeXml(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

interface OpenElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: XmlElement[];
  text: string;
}

/** The root element; undefined when the text is not well-formed. */
export function parseXml(text: string): XmlElement | undefined {
  const stack: OpenElement[] = [{ name: '', attributes: {}, children: [], text: '' }];
  const token = /<\?[^>]*\?>|<!--.*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*"[^"]*")*)\s*(\/?)>|([^<]+)|(<)/gsy;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, closing, name, attributes = '', selfClosing, characters, stray] = match;
    const top = stack.at(-1);
    if (top === undefined || stray !== undefined) return undefined;
    if (characters !== undefined) top.text += unescapeXml(characters);
    if (name === undefined) continue;
    if (closing === '/') {
      if (stack.length < 2 || top.name !== name) return undefined;
      stack.pop();
      continue;
    }
    const element: OpenElement = { name, attributes: parseAttributes(attributes), children: [], text: '' };
    top.children.push(element);
    if (selfClosing !== '/') stack.push(element);
  }
  const root = stack[0]?.children[0];
  return stack.length === 1 && stack[0]?.children.length === 1 ? root : undefined;
}

function parseAttributes(text: string): { [name: string]: string } {
  const attributes: { [name: string]: string } = {};
  for (const [, name, value] of text.matchAll(/([\w:.-]+)\s*=\s*"([^"]*)"/g)) {
    if (name !== undefined) attributes[name] = unescapeXml(value ?? '');
  }
  return attributes;
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(child => child.name === name);
}

/** Trimmed text of the first child of that name. */
export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find(child => child.name === name)?.text.trim();
}
