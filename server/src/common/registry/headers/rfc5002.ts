import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5002, profile key. */
export const RFC5002_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Profile-Key',
    shape: 'nameAddr',
    where: [row('R', 'adr', '- - - o o o  o - - - - o o o', 'RFC 5002 §5')],
    spec: 'RFC 5002 §5',
    doc: 'The wildcarded identity under which the profile of the user stands in the HSS, passed between CSCFs and application servers.',
    examples: {
      good: ['<sip:chatroom-!.*!@example.com>', '<sip:pbx-!.*!@home.net>;x=1'],
      bad: ['', '<sip:chatroom@example.com', 'chatroom', '"x <sip:a@b>'],
    },
  }),
];
