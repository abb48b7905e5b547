import { GEOLOCATION_ERRORS, GEOLOCATION_ROUTING } from '../geolocation.ts';
import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 6442, location. */
export const RFC6442_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Geolocation',
    shape: 'angleUriList',
    list: 'list',
    params: [param('loc-src', 'host', 'Who added the location.', 'RFC 8787 §4')],
    where: [
      row('424', 'ar', '- o - o o o  o o - o o o o o', 'RFC 6442 §4.1'),
      row('R', 'ar', '- o - o o o  o o - o o o o o', 'RFC 6442 §4.1'),
    ],
    spec: 'RFC 6442 §4.1',
    doc: 'Where the location of the user is: in the body (cid) or at a server; emergency calls carry it.',
    examples: {
      good: [
        '<cid:target123@atlanta.example.com>',
        '<sips:3sdefrhy2jj7@lis.atlanta.example.com>, <http://example.com/loc>;loc-src=home.net',
      ],
      bad: ['', 'cid:target123@atlanta.example.com', '<cid:target123@atlanta.example.com', '<cid:a@b>,'],
    },
  }),
  header({
    name: 'Geolocation-Error',
    shape: 'integerParams',
    params: [param('code', 'quoted', 'The error in words.', 'RFC 6442 §4.4', { quoted: true })],
    values: GEOLOCATION_ERRORS,
    where: [
      row('424', 'ar', '- m - m m m  m m - m m m m m', 'RFC 6442 §4.4'),
      row('r', 'ar', '- o - o o o  o o - o o o o o', 'RFC 6442 §4.4'),
    ],
    spec: 'RFC 6442 §4.4',
    doc: 'What was wrong with the location in the request; mandatory in 424.',
    examples: { good: ['300;code="Dereference Failure"', '100'], bad: ['', 'x', '300;code="x', '300;'] },
  }),
  header({
    name: 'Geolocation-Routing',
    shape: 'token',
    values: GEOLOCATION_ROUTING,
    where: [row('R', 'amr', '- o - o o o  o o - o o o o o', 'RFC 6442 §4.2')],
    spec: 'RFC 6442 §4.2',
    doc: 'Whether proxies may use the location to route the request, as for emergency calls.',
    examples: { good: ['yes', 'no'], bad: ['', 'yes no', 'yes,no', '"yes"'] },
  }),
];
