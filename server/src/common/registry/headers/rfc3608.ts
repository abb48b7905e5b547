import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3608, service route. */
export const RFC3608_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Service-Route',
    shape: 'nameAddrList',
    list: 'list',
    angleBrackets: 'required',
    where: [row('2xx', 'ar', '- - - - - o  - - - - - - - -', 'RFC 3608 §5')],
    spec: 'RFC 3608 §5',
    doc: 'Route that the device must put into its requests, set by the S-CSCF in the 200 to REGISTER; it stands in no other message.',
    examples: {
      good: [
        '<sip:orig@scscf1.ims.mnc001.mcc001.3gppnetwork.org:6060;lr>',
        '<sip:P2.HOME.EXAMPLE.COM;lr>, <sip:HSP.HOME.EXAMPLE.COM;lr>',
      ],
      bad: ['', 'sip:scscf1.home.net;lr', '<sip:scscf1.home.net;lr', ',<sip:a;lr>'],
    },
  }),
];
