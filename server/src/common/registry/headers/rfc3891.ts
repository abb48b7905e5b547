import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3891, Replaces. */
export const RFC3891_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Replaces',
    shape: 'callIdParams',
    params: [
      param('to-tag', 'token', 'Tag of the side that receives the INVITE.', 'RFC 3891 §6.1', { required: true }),
      param('from-tag', 'token', 'Tag of the other side.', 'RFC 3891 §6.1', { required: true }),
      param('early-only', 'none', 'Only if the dialog is not yet answered.', 'RFC 3891 §6.1'),
    ],
    where: [row('R', '', '- - - o - -  - - - - - - - -', 'RFC 3891 §6.1')],
    spec: 'RFC 3891 §6.1',
    doc: 'The dialog whose place this INVITE takes, as in attended transfer or call pickup.',
    examples: {
      good: [
        '98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff',
        '12adf2f34456gs5;to-tag=12345;from-tag=54321;early-only',
      ],
      bad: ['', ';to-tag=1', 'a b;to-tag=1', '98732@sip.example.com;to-tag='],
    },
  }),
];
