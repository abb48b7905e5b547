import { FEATURE_PARAMS } from '../mediaFeatureTags.ts';
import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3515, REFER. */
export const RFC3515_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Refer-To',
    compact: 'r',
    shape: 'nameAddr',
    params: FEATURE_PARAMS,
    where: [row('R', '', '- - - - - -  - - - - - - m -', 'RFC 3515 §2.1')],
    spec: 'RFC 3515 §2.1',
    doc: 'The URI that the recipient of the REFER should contact, with the method as URI parameter and headers such as Replaces behind a question mark.',
    examples: {
      good: [
        '<sip:dave@denver.example.org?Replaces=12345%40192.168.118.3%3Bto-tag%3D12345%3Bfrom-tag%3D5FFE-3994>',
        'sip:alice@atlanta.example.com',
      ],
      bad: ['', '<sip:dave@denver.example.org', 'dave', '"Dave <sip:dave@denver.example.org>'],
    },
  }),
];
