import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3313, media authorization. */
export const RFC3313_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Media-Authorization',
    shape: 'tokenList',
    list: 'list',
    where: [
      row('101-199', 'ad', '- - - o - -  - - - - - - - -', 'RFC 3313 §5.1'),
      row('2xx', 'ad', '- - - o - -  - - o - o - - -', 'RFC 3313 §5.1'),
      row('R', 'ad', 'o - - o - -  - - o - o - - -', 'RFC 3313 §5.1'),
    ],
    spec: 'RFC 3313 §5.1',
    doc: 'Hexadecimal token with which the device reserves the bearer that the P-CSCF authorised; dropped by 3GPP after Release 6.',
    examples: {
      good: ['0020000100100101706466322e78797a2e636f6d000c02013331533134363231', '00AF, 00B0'],
      bad: ['', '00AF,', '00 AF', '00AF;x'],
    },
  }),
];
