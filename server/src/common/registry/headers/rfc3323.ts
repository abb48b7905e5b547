import { PRIVACY_VALUES } from '../privacy.ts';
import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3323, privacy. */
export const RFC3323_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Privacy',
    shape: 'semicolonTokenList',
    values: PRIVACY_VALUES,
    where: [row('', 'amrd', 'o o o o o o  o o o o o o o o', 'RFC 3323 §4.2')],
    spec: 'RFC 3323 §4.2',
    doc: 'The privacy that the user wants; `id` withholds the calling number (OIR). Several values are separated by semicolons.',
    examples: { good: ['id', 'header;session;critical', 'none'], bad: ['', 'id,header', 'id;', 'id header'] },
  }),
];
