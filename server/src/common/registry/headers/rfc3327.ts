import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3327, path of a registration. */
export const RFC3327_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Path',
    shape: 'nameAddrList',
    list: 'list',
    angleBrackets: 'required',
    where: [
      row('2xx', '', '- - - - - o  - - - - - - - -', 'RFC 3327 §4'),
      row('R', 'ar', '- - - - - o  - - - - - - - -', 'RFC 3327 §4'),
    ],
    spec: 'RFC 3327 §4',
    doc: 'The proxies between registrar and device, the P-CSCF first of all: terminating requests are routed along it. Only REGISTER and its 2xx have it.',
    examples: {
      good: [
        '<sip:term-7f3a@pcscf.ims.mnc001.mcc001.3gppnetwork.org:5060;lr>',
        '<sip:P3.EXAMPLEHOME.COM;lr>,<sip:P1.EXAMPLEVISITED.COM;lr>',
      ],
      bad: ['', 'sip:pcscf.visited.net;lr', '<sip:pcscf.visited.net;lr', '<sip:a;lr>,'],
    },
  }),
];
