/** Hover inside a body: the line, attribute, codec or element under the cursor. */

import { type BodyDescription, describeBody, parseBody } from '../bodies/index.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { rangeAt } from './locate.ts';
import { code, escapeMarkdown, paragraphs, specLink } from './markdown.ts';
import type { Hover } from './types.ts';

/** null when nothing is known of what stands at `offset`. */
export function hoverBody(document: SipDocument, index: number, message: SipMessage, offset: number): Hover | null {
  const body = parseBody(message);
  const described = body && describeBody(body, offset);
  if (!described) return null;
  const value = describePart(described);
  return { contents: { kind: 'markdown', value }, range: rangeAt(document, index, described) };
}

/** A line, attribute, codec or element of a body. */
export function describePart({ title, doc, spec, grammar }: Omit<BodyDescription, 'start' | 'end'>): string {
  const links = spec.split(', ').map(specLink).join(', ');
  return paragraphs(`**${escapeMarkdown(title)}** · ${links}`, doc, grammar && code(grammar));
}
