import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 4538, Target-Dialog. */
export const RFC4538_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Target-Dialog',
    shape: 'callIdParams',
    params: [
      param('local-tag', 'token', 'Tag of the sender in that dialog.', 'RFC 4538 §7', { required: true }),
      param('remote-tag', 'token', 'Tag of the recipient in that dialog.', 'RFC 4538 §7', { required: true }),
    ],
    where: [row('R', '', '- - - o - -  o - - - - - o -', 'RFC 4538 §7')],
    spec: 'RFC 4538 §7',
    doc: 'An existing dialog that the sender knows, as proof that it may send this request.',
    examples: {
      good: ['fa77as7dad8-sd98ajzz@host.example.com;local-tag=kkaz-;remote-tag=6544', 'a@b;remote-tag=1;local-tag=2'],
      bad: ['', ';local-tag=1', 'a b;local-tag=1', 'a@b;local-tag='],
    },
  }),
];
