import { FEATURE_CAPABILITIES } from '../featureCaps.ts';
import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 6809, feature capabilities. */
export const RFC6809_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Feature-Caps',
    shape: 'starParamsList',
    list: 'list',
    params: FEATURE_CAPABILITIES,
    where: [
      row('18x,2xx', 'admr', '- - - o o o  o o - - o o o o', 'RFC 6809 §4.3'),
      row('R', 'admr', '- - - o o o  o o - - o o o o', 'RFC 6809 §4.3'),
    ],
    spec: 'RFC 6809 §6.2',
    doc: 'What elements on the path can do, without being a device: the ATCF announces handover support in the REGISTER.',
    examples: {
      good: [
        '*;+g.3gpp.atcf="<tel:+12340000000>";+g.3gpp.atcf-mgmt-uri="<sip:172.16.106.81:6070>";+g.3gpp.mid-call',
        '*;+sip.607',
      ],
      bad: ['', '+g.3gpp.atcf="x"', '*;+g.3gpp.atcf="<tel:+1>', '*;', '*,'],
    },
  }),
];
