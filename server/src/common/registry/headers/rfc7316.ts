import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 7316, private networks. */
export const RFC7316_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Private-Network-Indication',
    shape: 'tokenParams',
    where: [row('R', 'adr', '- - - o o o  o - - - - o o o', 'RFC 7316 §7')],
    spec: 'RFC 7316 §7',
    doc: 'The request belongs to the traffic of this private network (company), not to public traffic.',
    examples: { good: ['example.com', 'corp.example.com;x=1'], bad: ['', 'a b', 'a,b', ';x'] },
  }),
];
