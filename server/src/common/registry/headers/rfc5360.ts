import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5360, consent. */
export const RFC5360_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Permission-Missing',
    shape: 'nameAddrList',
    list: 'list',
    where: [row('470', '', '- - - o - -  o - - - - o o -', 'RFC 5360 §5.9.3')],
    spec: 'RFC 5360 §5.9.3',
    doc: 'In 470: the recipients who have not yet agreed to be reached through this relay.',
    examples: {
      good: ['sip:C@example.com', '<sip:a@example.com>, <sip:b@example.com>'],
      bad: ['', '<sip:C@example.com', 'C', '<sip:a@b>,'],
    },
  }),
  header({
    name: 'Trigger-Consent',
    shape: 'nameAddrList',
    list: 'list',
    params: [
      param('target-uri', 'quoted', 'The translation at the relay that needs the consent.', 'RFC 5360 §5.11.2', {
        quoted: true,
      }),
    ],
    where: [row('R', '', '- - - o - -  o - - - - o o -', 'RFC 5360 §5.11.2')],
    spec: 'RFC 5360 §5.11.2',
    doc: 'Asks a relay to request the missing consent from its recipients.',
    examples: {
      good: ['sip:123@relay.example.com;target-uri="sip:friends@relay.example.com"', 'sip:a@relay.example.com'],
      bad: ['', 'relay', 'sip:a@b;target-uri="x', 'sip:a@b,'],
    },
  }),
];
