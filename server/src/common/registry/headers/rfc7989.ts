import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 7989, session identifier. */
export const RFC7989_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Session-ID',
    shape: 'tokenParams',
    params: [
      param('remote', 'hex', 'Identifier of the other side, 32 hex digits; zeros while it is unknown.', 'RFC 7989 §5', {
        quoted: false,
        digits: 32,
      }),
      param('logme', 'none', 'Log all messages of this session.', 'RFC 8497 §4'),
    ],
    where: [row('', 'amr', 'o o o o o o  o o o o o o o o', 'RFC 7989 §5')],
    spec: 'RFC 7989 §5',
    doc: 'Identifies the session from end to end, across back-to-back user agents: 32 lower case hex digits for each side.',
    examples: {
      good: [
        'ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000',
        'ab30317f1a784dc48ff824d0d3715d86;logme',
      ],
      bad: ['', 'ab30;remote=', 'ab30,cd40', ';remote=0'],
    },
  }),
];
