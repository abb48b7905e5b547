import { bodyOf } from '../syntax/views.ts';
import type { MessageRule } from './rule.ts';
import { contentTypeOf } from './shared/facts.ts';

export const xmlNotWellFormed: MessageRule = {
  id: 'xml-not-well-formed',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 7303 §3',
  doc: 'In an XML body every element is closed by a tag of its own name, inside the element around it.',
  good: `
NOTIFY sip:alice@10.0.0.1 SIP/2.0
Content-Type: application/reginfo+xml

<reginfo version="0"><registration id="a"/></reginfo>
`,
  bad: `
NOTIFY sip:alice@10.0.0.1 SIP/2.0
Content-Type: application/reginfo+xml

<reginfo version="0"><registration id="a"></reginfo>
                                          ^^^^^^^^^^
`,
  check(message, report) {
    const type = contentTypeOf(message);
    const body = bodyOf(message);
    if (body === undefined || type === undefined || !/(^|\+)xml$/.test(type.subtype)) return;
    const fault = firstFault(body.text);
    if (fault === undefined) return;
    report({ start: body.start + fault.start, end: body.start + fault.end }, fault.message);
  },
};

/** Tags, comments, sections and declarations; what stands between them is text. */
const TAG =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][^>]*>|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>/g;

function firstFault(
  text: string,
): { readonly start: number; readonly end: number; readonly message: string } | undefined {
  const open: { readonly name: string; readonly start: number; readonly end: number }[] = [];
  for (const match of text.matchAll(TAG)) {
    const [whole, closing, name, , empty] = match;
    const span = { start: match.index, end: match.index + whole.length };
    if (name === undefined) continue;
    if (closing === '/') {
      const last = open.pop();
      if (last === undefined) return { ...span, message: `No element ${name} is open here.` };
      if (last.name !== name) return { ...span, message: `The element ${last.name} must be closed before ${name}.` };
    } else if (empty !== '/') open.push({ name, ...span });
  }
  const left = open.pop();
  return left === undefined ? undefined : { ...left, message: `The element ${left.name} is never closed.` };
}
