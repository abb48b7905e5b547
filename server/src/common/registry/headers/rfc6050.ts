import { header, row } from '../rows.ts';
import { SERVICE_IDS } from '../serviceIds.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 6050, service identification. */
export const RFC6050_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Asserted-Service',
    shape: 'uriList',
    list: 'list',
    values: SERVICE_IDS,
    where: [row('R', 'admr', '- - - o o -  o - - - - o o o', 'RFC 6050 §4.1')],
    spec: 'RFC 6050 §4.1',
    doc: 'Communication service (ICSI) of the request as the S-CSCF decided; a bare URN without brackets, not percent-encoded.',
    examples: {
      good: [
        'urn:urn-7:3gpp-service.ims.icsi.mmtel',
        'urn:urn-7:3gpp-service.ims.icsi.mmtel, urn:urn-7:3gpp-service.exampletelephony.version1',
      ],
      bad: ['', '<urn:urn-7:3gpp-service.ims.icsi.mmtel>', 'urn:urn-7:a,', 'mmtel'],
    },
  }),
  header({
    name: 'P-Preferred-Service',
    shape: 'uriList',
    list: 'list',
    values: SERVICE_IDS,
    where: [row('R', 'dr', '- - - o o -  o - - - - o o o', 'RFC 6050 §4.2')],
    spec: 'RFC 6050 §4.2',
    doc: 'Communication service (ICSI) that the device wants; a bare URN without brackets, not percent-encoded.',
    examples: {
      good: ['urn:urn-7:3gpp-service.ims.icsi.mmtel', 'urn:urn-7:3gpp-service.ims.icsi.oma.cpm.session'],
      bad: ['', '<urn:urn-7:3gpp-service.ims.icsi.mmtel>', 'mmtel', 'urn:urn-7:a b'],
    },
  }),
];
