import { header, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 4964, answer state for push to talk. */
export const RFC4964_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Answer-State',
    shape: 'tokenParams',
    values: values('RFC 4964 §7.1', [
      ['Unconfirmed', 'A server answered on behalf of the callee.'],
      ['Confirmed', 'The callee itself has answered.'],
    ]),
    where: [
      row('18x,2xx', 'ar', '- - - o - -  - - - - - - - -', 'RFC 4964 §7.2'),
      row('R', '', '- - - - - -  - - - - - - - -', 'RFC 4964 §7.2'),
    ],
    spec: 'RFC 4964 §7.1',
    doc: 'Push to talk: whether the callee has really accepted or a server answered ahead of it.',
    examples: { good: ['Confirmed', 'Unconfirmed'], bad: ['', 'Confirmed,Unconfirmed', ';x', 'Not confirmed'] },
  }),
];
