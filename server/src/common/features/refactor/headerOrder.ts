/**
 * The conventional order of header fields. RFC 3261 §7.3.1 wants what proxies read at the top and leaves the rest free;
 * this policy ("order of RFC 3261 §24") follows its examples: what routes the message, what names the dialog, all other
 * fields as they stand, the description of the body at the end.
 */

import type { SipMessage } from '../../syntax/message.ts';
import type { Header } from '../../syntax/views.ts';
import { headersOf, startLineOf } from '../../syntax/views.ts';
import type { Refactor } from './refactoring.ts';
import { behindBlanks, hasOwnLines, rewriting } from './refactoring.ts';

/** Fields of one row keep the order among each other: that of Via, Route and Record-Route is the path itself. */
const TOP: readonly (readonly string[])[] = [
  ['Via', 'Route', 'Record-Route'],
  ['Max-Forwards'],
  ['Proxy-Require'],
  ['Proxy-Authorization'],
  ['From'],
  ['To'],
  ['Call-ID'],
  ['CSeq'],
  ['Contact'],
];
const BOTTOM: readonly (readonly string[])[] = [
  ['Content-Disposition', 'Content-Encoding', 'Content-Language', 'Content-ID', 'MIME-Version'],
  ['Content-Type'],
  ['Content-Length'],
];

const RANKS: ReadonlyMap<string, number> = new Map([
  ...TOP.flatMap((names, rank) => names.map(name => [name, rank - TOP.length] as const)),
  ...BOTTOM.flatMap((names, rank) => names.map(name => [name, rank + 1] as const)),
]);

const rankOf = ({ name }: Header): number => RANKS.get(name) ?? 0;

export const sortHeaders: Refactor = place => {
  const { message } = place;
  const { text } = message;
  const blocks = blocksOf(message);
  const sorted = blocks?.toSorted((a, b) => rankOf(a.header) - rankOf(b.header));
  if (blocks === undefined || sorted === undefined) return [];
  const first = blocks.findIndex((block, at) => block !== sorted[at]);
  const last = blocks.findLastIndex((block, at) => block !== sorted[at]);
  const [from, to] = [blocks[first], blocks[last]];
  if (from === undefined || to === undefined) return [];
  // The line ends stay where they are: the last one may be missing.
  const pieces = sorted.slice(first, last + 1).map((block, at) => {
    const gap = text.slice(blocks[first + at]?.end, blocks[first + at + 1]?.start);
    return text.slice(block.start, block.end) + (first + at === last ? '' : gap);
  });
  const edit = { start: from.start, end: to.end, text: pieces.join('') };
  return rewriting(place, 'Sort header fields in conventional order', [edit]);
};

interface Block {
  readonly header: Header;
  readonly start: number;
  readonly end: number;
}

/** Each header field with the comments above it; undefined when one is broken or something else stands between. */
function blocksOf(message: SipMessage): readonly Block[] | undefined {
  const { text } = message;
  const blocks: Block[] = [];
  let before = startLineOf(message)?.end ?? 0;
  for (const header of headersOf(message)) {
    const start = nextLine(text, before);
    const between = text.slice(start, header.start);
    if (header.hasErrors || !hasOwnLines(message, header)) return undefined;
    if (between !== '' && !/^(?:#[^\n]*\n)+$/.test(between)) return undefined;
    const end = behindBlanks(text, header.end);
    blocks.push({ header, start, end });
    before = end;
  }
  return blocks;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
