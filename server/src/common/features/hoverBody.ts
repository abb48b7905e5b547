/** Hover inside a body: the line, attribute, codec or element under the cursor. */

import { describeBody, parseBody } from '../bodies/index.ts';
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
  const value = paragraphs(
    `**${escapeMarkdown(described.title)}** · ${specLink(described.spec)}`,
    described.doc,
    described.grammar && code(described.grammar),
  );
  return { contents: { kind: 'markdown', value }, range: rangeAt(document, index, described) };
}
