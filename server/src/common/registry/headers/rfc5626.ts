import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5626, outbound. */
export const RFC5626_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Flow-Timer',
    shape: 'integer',
    where: [row('2xx', '', '- - - - - o  - - - - - - - -', 'RFC 5626 §11.1')],
    spec: 'RFC 5626 §11.1',
    doc: 'Seconds after which the server regards the flow as dead if the device sends no keep-alive.',
    examples: { good: ['126', '30'], bad: ['', 'x', '-1', '30s'] },
  }),
];
