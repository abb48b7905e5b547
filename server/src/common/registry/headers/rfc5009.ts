import { header, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5009, early media. */
export const RFC5009_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Early-Media',
    shape: 'tokenList',
    list: 'orEmpty',
    values: values('RFC 5009 §8', [
      ['supported', 'The sender understands this header.'],
      ['sendrecv', 'Early media is authorised in both directions.'],
      ['sendonly', 'Early media is authorised from the sender of the header only.'],
      ['recvonly', 'Early media is authorised towards the sender of the header only.'],
      ['inactive', 'Early media is not authorised.'],
      ['gated', 'The network blocks the early media until it is authorised.'],
    ]),
    where: [
      row('18x', 'amr', '- - - o - -  - - - - - - - -', 'RFC 5009 §8'),
      row('2xx', 'amr', '- - - - - -  - - o - o - - -', 'RFC 5009 §8'),
      row('R', 'amr', '- - - o - -  - - o - o - - -', 'RFC 5009 §8'),
    ],
    spec: 'RFC 5009 §8',
    doc: 'Whether ringback tones and announcements of the network may pass before the call is answered; one value per media line, sent by MGCF, application server or device.',
    examples: {
      good: ['supported', 'sendrecv, inactive', ''],
      bad: ['sendrecv,', 'send recv', 'supported;x', ',gated'],
    },
  }),
];
