import { header, param, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 7433, user to user data. */
export const RFC7433_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'User-to-User',
    shape: 'tokenParamsList',
    list: 'list',
    params: [
      param('encoding', 'token', 'How the data are encoded.', 'RFC 7433 §4.2', {
        values: values('RFC 7433 §4.2', [['hex', 'Hexadecimal.']]),
      }),
      param('purpose', 'token', 'The package that uses the data.', 'RFC 7433 §4.1', {
        values: values('RFC 7434 §6', [['isdn-uui', 'The ISDN user-to-user service.']]),
      }),
      param('content', 'token', 'What the data are.', 'RFC 7433 §4.1', {
        values: values('RFC 7434 §6', [['isdn-uui', 'ISDN user data.']]),
      }),
    ],
    where: [
      row('1xx,2xx,3xx', '', '- o - o - -  - - - - - - - -', 'RFC 7433 §4.1'),
      row('R', '', '- o - o - -  - - - - - - - -', 'RFC 7433 §4.1'),
    ],
    spec: 'RFC 7433 §4.1',
    doc: 'Opaque application data from end to end, such as an account number for a call centre.',
    examples: {
      good: ['56a390f3d2b7310023a2;encoding=hex;purpose=foo;content=bar', '"data"'],
      bad: ['', '56a3;encoding=', '56a3,', ';encoding=hex'],
    },
  }),
];
