import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5318, refused URI list. */
export const RFC5318_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Refused-URI-List',
    shape: 'nameAddrList',
    list: 'list',
    params: [
      param('members', 'quoted', 'URI of the list of members that were refused.', 'RFC 5318 §5', { quoted: true }),
    ],
    where: [row('403', '', '- - - o - -  o - - - - o o -', 'RFC 5318 §6')],
    spec: 'RFC 5318 §5',
    doc: 'Push to talk: the URI lists in the request that the server refused to expand.',
    examples: {
      good: [
        'sip:friends-list@example.com;members="<cid:an3bt8jf03@example.com>"',
        '<sip:colleagues-list@example.com>',
      ],
      bad: ['', '<sip:friends-list@example.com', 'friends', '<sip:a@b>;members="x'],
    },
  }),
];
