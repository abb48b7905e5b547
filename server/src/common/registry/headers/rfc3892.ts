import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3892, Referred-By. */
export const RFC3892_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Referred-By',
    compact: 'b',
    shape: 'nameAddr',
    params: [
      param('cid', 'quoted', 'Content-ID of the body part that proves the referrer.', 'RFC 3892 §3', { quoted: true }),
    ],
    where: [row('R', '', '- o - o o o  o o o o o o o o', 'RFC 3892 §3')],
    spec: 'RFC 3892 §3',
    doc: 'Who asked for this request by REFER, so that the target can tell.',
    examples: {
      good: ['<sip:referror@referror.example>;cid="20398823.2UWQFN309shb3@referror.example"', 'sip:r@ref.example'],
      bad: ['', '<sip:r@ref.example', 'referror', '<sip:r@ref.example>;cid="1'],
    },
  }),
];
