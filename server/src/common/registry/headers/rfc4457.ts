import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 4457, user database. */
export const RFC4457_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-User-Database',
    shape: 'angleUriList',
    where: [row('R', 'adr', '- - - o o o  o - - - - o o o', 'RFC 4457 §4')],
    spec: 'RFC 4457 §4',
    doc: 'Diameter address of the HSS that the I-CSCF found, so that the S-CSCF need not search again; the S-CSCF removes it.',
    examples: {
      good: ['<aaa://host.example.com;transport=tcp>', '<aaas://hss1.home.net:3868>'],
      bad: ['', 'aaa://host.example.com', '<aaa://host.example.com', '<>'],
    },
  }),
];
