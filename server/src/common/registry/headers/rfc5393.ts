import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5393, forking limit. */
export const RFC5393_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Max-Breadth',
    shape: 'integer',
    where: [
      row(
        'R',
        'amr',
        'o o o o o o  o o o o o o o o',
        'RFC 5393 §5.3.1',
        'any request may carry it; the table of RFC 6086 has a dash for INFO',
      ),
    ],
    spec: 'RFC 5393 §5.8',
    doc: 'In how many branches at once a request may be forked; a proxy divides the number among its branches.',
    examples: { good: ['60', '1'], bad: ['', 'x', '-1', '6 0'] },
  }),
];
