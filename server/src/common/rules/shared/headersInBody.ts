/** Header fields that an empty line in the wrong place put outside of the message. */

import { headerRow } from '../../registry/index.ts';
import type { Facts } from './facts.ts';
import { once } from './once.ts';

export interface StrayHeader {
  readonly name: string;
  /** Its name in the text. */
  readonly start: number;
  readonly end: number;
  /** Where the empty lines before the first of them begin. */
  readonly blank: number;
}

const MANDATORY = ['Via', 'From', 'To', 'Call-ID', 'CSeq'];

/** Those right behind the head of a message that has no Content-Type and lacks one of them. */
export const headersInBody = once((facts): readonly StrayHeader[] => {
  const missing = MANDATORY.filter(name => !facts.has(name));
  if (missing.length === 0 || facts.has('Content-Type')) return [];
  const found = headersBehind(facts);
  return found.some(({ name }) => missing.includes(name)) ? found : [];
});

/** A head of a message is not longer than this. */
const LONGEST = 20_000;
const HEADER = /([^\s:]{2,64})[ \t]*:.*(?:\r?\n|$)/y;

function headersBehind({ headers, request, status, message }: Facts): readonly StrayHeader[] {
  const head = headers.at(-1)?.end ?? request?.end ?? status?.end ?? 0;
  const text = message.text.slice(head, head + LONGEST);
  const gap = /^[ \t]*\r?\n(?=((?:[ \t]*\r?\n)+))/.exec(text);
  if (gap === null) return [];
  const blank = gap[0].length;
  const found: StrayHeader[] = [];
  HEADER.lastIndex = blank + (gap[1] ?? '').length;
  for (let match = HEADER.exec(text); match !== null; match = HEADER.exec(text)) {
    const name = headerRow(match[1] ?? '')?.name;
    if (name === undefined) break;
    const start = head + match.index;
    found.push({ name, start, end: start + (match[1] ?? '').length, blank: head + blank });
  }
  return found;
}
