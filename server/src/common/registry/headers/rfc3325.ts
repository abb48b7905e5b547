import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3325, asserted identity in trusted networks. */
export const RFC3325_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Asserted-Identity',
    shape: 'nameAddrList',
    list: 'list',
    noParams: true,
    where: [
      row(
        '',
        'adr',
        '- o - o o o  o o o o o o o o',
        'RFC 5876 §3.2',
        'RFC 5876 replaces the table of RFC 3325: every request but ACK and CANCEL; responses are left open there and used by TS 24.229',
      ),
    ],
    spec: 'RFC 3325 §9.1',
    doc: 'Identity of the sender as the network verified it: the P-CSCF adds it to requests of a registered device; one SIP and one tel URI at most.',
    examples: {
      good: [
        '"Cullen Jennings" <sip:fluffy@cisco.com>',
        '<sip:+12015550001@ims.mnc001.mcc001.3gppnetwork.org>, <tel:+12015550001>',
      ],
      bad: ['', '<sip:fluffy@cisco.com', '"Cullen <sip:fluffy@cisco.com>', '<sip:a@b>;x=1', '<sip:a@b>,'],
    },
  }),
  header({
    name: 'P-Preferred-Identity',
    shape: 'nameAddrList',
    list: 'list',
    noParams: true,
    where: [
      row(
        '',
        'adr',
        '- o - o o o  o o o o o o o o',
        'RFC 5876 §3.2',
        'RFC 5876 replaces the table of RFC 3325: every request but ACK and CANCEL',
      ),
    ],
    spec: 'RFC 3325 §9.2',
    doc: 'Which of its identities the device wants the P-CSCF to assert; the P-CSCF checks it and removes it.',
    examples: {
      good: ['"Cullen Jennings" <sip:fluffy@cisco.com>', '<tel:+14085264000>'],
      bad: ['', '<sip:fluffy@cisco.com', '<sip:a@b>;x', '"Cullen <sip:a@b>'],
    },
  }),
];
