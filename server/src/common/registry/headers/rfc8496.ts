import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 8496, charge information. */
export const RFC8496_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Charge-Info',
    shape: 'nameAddr',
    noParams: true,
    where: [row('R', 'admr', '- - - o o o  o - - - - o o o', 'RFC 8496 §5')],
    spec: 'RFC 8496 §5',
    doc: 'Who pays for the call, when it is not the caller.',
    examples: {
      good: ['<sip:eg@example.com;user=phone>', '<tel:+14075551234>'],
      bad: ['', '<sip:eg@example.com', 'eg', '"x <sip:a@b>', '<sip:a@b>;x'],
    },
  }),
];
