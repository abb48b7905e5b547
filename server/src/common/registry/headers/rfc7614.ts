import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 7614, explicit subscriptions for REFER. */
export const RFC7614_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Refer-Events-At',
    shape: 'angleUriList',
    where: [row('2xx', '', '- - - - - -  - - - - - - o -', 'RFC 7614 §4.8')],
    spec: 'RFC 7614 §4.8',
    doc: 'Where to subscribe for the progress of the REFER.',
    examples: {
      good: ['<sip:vPT3izGmo8NTxXPADRZvEAY22TKx@example.com>', '<sips:a@example.com;gr>'],
      bad: ['', 'sip:a@example.com', '<sip:a@example.com', '<>'],
    },
  }),
];
