import { header, param, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 4028, session timers. */
export const RFC4028_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Min-SE',
    shape: 'integerParams',
    where: [
      row('422', '', '- - - m - -  - - - - m - - -', 'RFC 4028 §5'),
      row('R', 'amr', '- - - o - -  - - - - o - - -', 'RFC 4028 §5'),
    ],
    spec: 'RFC 4028 §5',
    doc: 'Least session interval in seconds that an element on the path accepts, never below 90; mandatory in 422.',
    examples: { good: ['90', '3600;lr'], bad: ['', 'x', '90;', '-90'] },
  }),
  header({
    name: 'Session-Expires',
    compact: 'x',
    shape: 'integerParams',
    params: [
      param('refresher', 'token', 'Who refreshes the session.', 'RFC 4028 §4', {
        values: values('RFC 4028 §4', [
          ['uac', 'The side that sent this request.'],
          ['uas', 'The side that answers it.'],
        ]),
        closed: true,
      }),
    ],
    where: [
      row('2xx', 'ar', '- - - o - -  - - - - o - - -', 'RFC 4028 §4'),
      row('R', 'amr', '- - - o - -  - - - - o - - -', 'RFC 4028 §4'),
    ],
    spec: 'RFC 4028 §4',
    doc: 'Seconds after which the session ends unless it is refreshed with re-INVITE or UPDATE.',
    examples: { good: ['4000;refresher=uac', '1800'], bad: ['', 'soon', '1800;refresher=', '1800;'] },
  }),
];
