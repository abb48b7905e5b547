import { ALERT_MESSAGE_ERRORS } from '../geolocation.ts';
import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 8876, non-interactive emergency calls. */
export const RFC8876_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'AlertMsg-Error',
    shape: 'integerParams',
    params: [param('message', 'quoted', 'The error in words.', 'RFC 8876 §5.2', { quoted: true })],
    values: ALERT_MESSAGE_ERRORS,
    where: [
      row('425', '', '- - - - - -  - - - - - m - -', 'RFC 8876 §5.2'),
      row('r', '', '- - - - - -  - - - - - o - -', 'RFC 8876 §5.2'),
    ],
    spec: 'RFC 8876 §5.2',
    doc: 'What was wrong with the alert in a non-interactive emergency message; mandatory in 425.',
    examples: {
      good: ['101;message="Alert payload was not present"', '100'],
      bad: ['', 'x', '100;message="x', '100;'],
    },
  }),
];
