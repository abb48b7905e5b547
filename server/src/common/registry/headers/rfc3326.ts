import { ISUP_LOCATIONS, REASON_PROTOCOLS } from '../reasons.ts';
import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3326, reason. */
export const RFC3326_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Reason',
    shape: 'tokenParamsList',
    list: 'list',
    params: [
      param('cause', 'integer', 'Cause of the protocol, decimal.', 'RFC 3326 §2'),
      param('text', 'quoted', 'The cause in words.', 'RFC 3326 §2', { quoted: true }),
      param('location', 'token', 'Where an ISUP cause arose.', 'RFC 8606 §4', { values: ISUP_LOCATIONS, closed: true }),
      param('ppi', 'quoted', 'The PASSporT to which a STIR error belongs.', 'RFC 9410', { quoted: true }),
    ],
    values: REASON_PROTOCOLS,
    where: [
      row(
        'R',
        '',
        'o o o o o o  o o o o o o o o',
        'RFC 3326 §2',
        'the text has requests inside a dialog and CANCEL; TS 29.165 Annex B lists it for the other methods too',
      ),
      row(
        'r',
        '',
        '- o o o o o  o o o o o o o o',
        'RFC 6432 §1',
        'RFC 3326 asks each response code to allow it, RFC 6432 allows Q.850 in any',
      ),
    ],
    spec: 'RFC 3326 §2',
    doc: 'Why the session was released or cancelled: a SIP code, a Q.850 cause from the telephone network, or a radio cause; one per protocol.',
    examples: {
      good: [
        'SIP ;cause=200 ;text="Call completed elsewhere"',
        'Q.850;cause=16;text="Terminated", SIP;cause=487',
        'RELEASE_CAUSE;cause=1;text="User ends call"',
      ],
      bad: ['', 'SIP;cause=', 'SIP;text="x', ';cause=200', 'SIP;cause=200,'],
    },
  }),
];
