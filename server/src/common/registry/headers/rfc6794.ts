import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 6794, session policies. */
export const RFC6794_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Policy-Contact',
    shape: 'angleUriList',
    list: 'list',
    params: [
      param('non-cacheable', 'none', 'The policy server must be asked for every session.', 'RFC 6794 §4.4.5.2'),
      param('alt-uri', 'host', 'Other address of the same policy server.', 'RFC 6794 §4.4.5.2'),
    ],
    where: [
      row('488', 'a', '- - - c - -  - - c - c - - -', 'RFC 6794 §4.4.5'),
      row('R', 'a', '- - - c - -  - - c - c - - -', 'RFC 6794 §4.4.5'),
    ],
    spec: 'RFC 6794 §4.4.5.2',
    doc: 'The policy server that the device must ask before it sets up the session.',
    examples: {
      good: ['<sips:host@example.com>', '<sip:policy@home.net>;non-cacheable'],
      bad: ['', 'sip:policy@home.net', '<sip:policy@home.net', '<sip:a@b>,'],
    },
  }),
  header({
    name: 'Policy-ID',
    shape: 'nameAddrList',
    list: 'list',
    params: [param('token', 'token', 'What the policy server handed out.', 'RFC 6794 §4.4.5.1')],
    where: [row('R', 'rd', '- - - c - -  - - c - c - - -', 'RFC 6794 §4.4.5')],
    spec: 'RFC 6794 §4.4.5.1',
    doc: 'The policy servers that the device has asked.',
    examples: {
      good: ['sips:host@example.com;token=7d5sv6', 'sip:policy@home.net'],
      bad: ['', 'policy', 'sip:a@b,', 'sip:a@b;token='],
    },
  }),
];
