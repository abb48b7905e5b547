import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3903, PUBLISH. */
export const RFC3903_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'SIP-ETag',
    shape: 'token',
    where: [row('2xx', '', '- - - - - -  - - - - - - - m', 'RFC 3903 §11.3.1')],
    spec: 'RFC 3903 §11.3.1',
    doc: 'Version of the published state, given in the 200 to PUBLISH.',
    examples: { good: ['dx200xyz', '12-a.b'], bad: ['', 'dx 200', '"dx200"', 'a;b'] },
  }),
  header({
    name: 'SIP-If-Match',
    shape: 'token',
    where: [row('R', '', '- - - - - -  - - - - - - - o', 'RFC 3903 §11.3.2')],
    spec: 'RFC 3903 §11.3.2',
    doc: 'The version that this PUBLISH refreshes, changes or removes.',
    examples: { good: ['dx200xyz', 'kwj449x'], bad: ['', 'dx 200', '"dx200"', 'a,b'] },
  }),
];
