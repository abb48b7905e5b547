import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3911, Join. */
export const RFC3911_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Join',
    shape: 'callIdParams',
    params: [
      param('to-tag', 'token', 'Tag of the side that receives the INVITE.', 'RFC 3911 §7.1', { required: true }),
      param('from-tag', 'token', 'Tag of the other side.', 'RFC 3911 §7.1', { required: true }),
    ],
    where: [row('R', '', '- - - o - -  - - - - - - - -', 'RFC 3911 §7.1')],
    spec: 'RFC 3911 §7.1',
    doc: 'The dialog that the new call joins, to make a conference of it.',
    examples: {
      good: ['12adf2f34456gs5;to-tag=12345;from-tag=54321', '425928@bobster.example.org;to-tag=7743;from-tag=6472'],
      bad: ['', ';to-tag=1', 'a b', 'x@y;to-tag='],
    },
  }),
];
