import { header, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5839, conditional notification. */
export const RFC5839_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Suppress-If-Match',
    shape: 'token',
    values: values('RFC 5839 §7.2', [['*', 'No notification whatever the state is.']]),
    where: [row('R', '', '- - - - - -  o - - - - - - -', 'RFC 5839 §7.2')],
    spec: 'RFC 5839 §7.2',
    doc: 'No NOTIFY is wanted if the state still has this version.',
    examples: { good: ['b4cf7', '*'], bad: ['', 'a b', '"a"', 'a;b'] },
  }),
];
