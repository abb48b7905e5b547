import { header } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 6873, common log format. */
export const RFC6873_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Reason-Phrase',
    shape: 'text',
    status: 'reserved',
    where: [],
    spec: 'RFC 6873 §4.4',
    doc: 'Reserved so that no header takes the name of a log field; it never stands in a message.',
    examples: { good: ['OK', 'Not Found'], bad: [] },
  }),
];
