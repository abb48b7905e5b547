import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 8262, Content-ID. */
export const RFC8262_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Content-ID',
    shape: 'messageId',
    where: [row('', '', 'o o - o o o  o o o o o o o o', 'RFC 8262 §3', 'only together with a body')],
    spec: 'RFC 8262 §3.2',
    doc: 'Name of the body, so that other headers can refer to it with a cid URI; in angle brackets here, without them there.',
    examples: {
      good: ['<target123@atlanta.example.com>', '<1@a>'],
      bad: ['', 'target123@atlanta.example.com', '<target123@atlanta.example.com', '<target123>'],
    },
  }),
];
