import { RESOURCE_PRIORITIES } from '../resourcePriority.ts';
import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 4412, resource priority. */
export const RFC4412_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Accept-Resource-Priority',
    shape: 'tokenList',
    list: 'orEmpty',
    values: RESOURCE_PRIORITIES,
    where: [
      row(
        '2xx',
        'amdr',
        '- o o o o o  o o o o o o o o',
        'RFC 4412 §3.3',
        'RFC 4412 prints 200, RFC 6086 and TS 29.165 have 2xx',
      ),
      row('417', 'amdr', '- o o o o o  o o o o o o o o', 'RFC 4412 §3.3'),
    ],
    spec: 'RFC 4412 §3.2',
    doc: 'The Resource-Priority values that the server knows.',
    examples: {
      good: ['dsn.flash-override, dsn.flash', 'ets.0', ''],
      bad: ['ets.0,', 'ets 0', 'ets.0;x', 'ets.0,,wps.1'],
    },
  }),
  header({
    name: 'Resource-Priority',
    shape: 'tokenList',
    list: 'list',
    values: RESOURCE_PRIORITIES,
    where: [row('R', 'amdr', 'o o o o o o  o o o o o o o o', 'RFC 4412 §3.3')],
    spec: 'RFC 4412 §3.1',
    doc: 'Priority of the request for network resources, namespace and level: government and emergency calls (MPS), mission critical services.',
    examples: { good: ['wps.3, dsn.flash', 'mcpttq.10'], bad: ['', 'wps.3,', 'wps 3', 'wps.3;x'] },
  }),
];
