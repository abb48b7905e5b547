/** textDocument/documentLink: a clause that a comment, title or text between messages cites opens at its publisher. */

import { specUrl } from '../registry/spec.ts';
import type { SipDocument } from '../syntax/document.ts';
import { startLineOf } from '../syntax/views.ts';
import { rangeAt } from './locate.ts';
import type { DocumentLink } from './types.ts';
import { eachMessage } from './walk.ts';

const CLAUSE = /\b(?:RFC \d{3,5}|T[SR] \d\d\.\d{3})(?: §[\dA-Z][\dA-Za-z.]*[\dA-Za-z])?/g;

export function documentLinks(document: SipDocument): DocumentLink[] {
  const links: DocumentLink[] = [];
  eachMessage(document, (message, index) => {
    const leading = message.text.slice(0, startLineOf(message)?.start ?? message.text.length);
    for (const match of leading.matchAll(CLAUSE)) {
      const target = specUrl(match[0]);
      if (target === '') continue;
      const range = rangeAt(document, index, { start: match.index, end: match.index + match[0].length });
      links.push({ range, target, tooltip: `Open ${match[0]}` });
    }
  });
  return links;
}
