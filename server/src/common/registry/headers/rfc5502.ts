import { header, param, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5502 and RFC 8498, served user. */
export const RFC5502_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Served-User',
    shape: 'nameAddr',
    params: [
      param('sescase', 'token', 'For which side the application server is invoked.', 'RFC 5502 §6', {
        values: values('RFC 5502 §6', [
          ['orig', 'The served user calls.'],
          ['term', 'The served user is called.'],
        ]),
        closed: true,
      }),
      param('regstate', 'token', 'Whether the served user is registered.', 'RFC 5502 §6', {
        values: values('RFC 5502 §6', [
          ['reg', 'Registered.'],
          ['unreg', 'Not registered.'],
        ]),
        closed: true,
      }),
      param(
        'orig-cdiv',
        'none',
        'The served user is called and diverted the call, services of the diverting side apply.',
        'RFC 8498 §6.2',
      ),
    ],
    where: [row('R', 'admr', '- - - o o o  o - - - - o o o', 'RFC 5502 §6')],
    spec: 'RFC 5502 §6',
    doc: 'For which user, in which role and registration state the S-CSCF calls the application server (ISC).',
    examples: {
      good: [
        '<sip:user@example.com>; sescase=orig; regstate=reg',
        '<tel:+12125551212>;sescase=term;regstate=unreg',
        '<sip:a@b>;orig-cdiv',
      ],
      bad: ['', '<sip:user@example.com', '<sip:user@example.com>;sescase=', 'user'],
    },
  }),
];
