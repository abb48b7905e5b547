import { header, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 4488, REFER without subscription. */
export const RFC4488_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Refer-Sub',
    shape: 'tokenParams',
    values: values('RFC 4488 §4', [
      ['true', 'The REFER creates a subscription, as usual.'],
      ['false', 'The REFER should not, or did not, create a subscription.'],
    ]),
    where: [
      row('R', '', '- - - - - -  - - - - - - o -', 'RFC 4488 §4'),
      row('2xx', '', '- - - - - -  - - - - - - o -', 'RFC 4488 §4'),
    ],
    spec: 'RFC 4488 §4',
    doc: 'Whether the REFER comes with a subscription to its progress.',
    examples: { good: ['false', 'true'], bad: ['', 'false,true', ';x', 'fal se'] },
  }),
];
