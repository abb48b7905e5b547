import { header, param, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 5503, PacketCable. */
export const RFC5503_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-DCS-Billing-Info',
    shape: 'opaqueParams',
    params: [
      param('rksgroup', 'token', 'Group of record keeping servers.', 'RFC 5503 §7.1'),
      param('charge', 'quoted', 'Who pays.', 'RFC 5503 §7.1', { quoted: true }),
      param('calling', 'quoted', 'Caller as billed.', 'RFC 5503 §7.1', { quoted: true }),
      param('called', 'quoted', 'Callee as billed.', 'RFC 5503 §7.1', { quoted: true }),
      param('routing', 'quoted', 'Routing number.', 'RFC 5503 §7.1', { quoted: true }),
      param('locroute', 'quoted', 'Local routing number.', 'RFC 5503 §7.1', { quoted: true }),
      param('jip', 'quoted', 'Jurisdiction information.', 'RFC 5503 §7.1', { quoted: true }),
    ],
    where: [row('', 'admr', '- - - o - -  - - - - - - - -', 'RFC 5503 §7.1')],
    spec: 'RFC 5503 §7.1',
    doc: 'PacketCable: billing data between call servers, correlation number and financial entity first.',
    examples: {
      good: ['A7CD12345678/1111@example.com;charge="sip:a@b"', '00FF/1@home.net;rksgroup=12'],
      bad: ['', ';charge="x"', 'A7/1 2@x', 'A7/1@x;charge="sip:a@b'],
    },
  }),
  header({
    name: 'P-DCS-LAES',
    shape: 'opaqueParams',
    params: [
      param('content', 'any', 'Where intercepted media go, host and port.', 'RFC 5503 §8.1'),
      param('bcid', 'hex', 'Billing correlation number.', 'RFC 5503 §8.1', { quoted: false }),
      param('cccid', 'hex', 'Call content connection number.', 'RFC 5503 §8.1', { quoted: false }),
      param('key', 'token', 'Removed by RFC 5503.', 'RFC 3603 §8.1', { deprecated: true }),
    ],
    where: [row('', 'adr', '- - - o - -  - - - - - - - -', 'RFC 5503 §8.1')],
    spec: 'RFC 5503 §8.1',
    doc: 'PacketCable: lawful interception data between call servers.',
    examples: {
      good: ['sig.example.com:5060;content=media.example.com;cccid=1F', 'sig.example.com'],
      bad: ['', ';bcid=1', 'sig example', 'sig.example.com;content='],
    },
  }),
  header({
    name: 'P-DCS-OSPS',
    shape: 'token',
    values: values('RFC 5503 §6.1', [
      ['BLV', 'Busy line verification.'],
      ['EI', 'Emergency interrupt.'],
      ['RING', 'Ring back the caller.'],
    ]),
    where: [row('R', 'dr', '- - - o - -  - - - - - - - -', 'RFC 5503 §6.1')],
    spec: 'RFC 5503 §6.1',
    doc: 'PacketCable: operator service that the call asks for.',
    examples: { good: ['BLV', 'RING'], bad: ['', 'B LV', 'BLV,EI', 'BLV;x'] },
  }),
  header({
    name: 'P-DCS-Redirect',
    shape: 'tokenParams',
    params: [
      param('redirector-uri', 'quotedUri', 'Who redirected the call.', 'RFC 5503 §8.1', { quoted: true }),
      param('count', 'integer', 'How often the call was redirected.', 'RFC 5503 §8.1'),
    ],
    where: [row('', 'adr', '- - - o - -  - - - - - - - -', 'RFC 5503 §8.1')],
    spec: 'RFC 5503 §8.1',
    doc: 'PacketCable: original callee and redirections of an intercepted call.',
    examples: {
      good: ['"sip:called@example.com";redirector-uri="sip:r@example.com";count=1', '"tel:+12125551212"'],
      bad: ['', '"sip:called@example.com', ';count=1', '"sip:a@b";count='],
    },
  }),
  header({
    name: 'P-DCS-Trace-Party-ID',
    shape: 'nameAddr',
    angleBrackets: 'required',
    params: [param('timestamp', 'token', 'When the call came in, in seconds.', 'RFC 5503 §5.1')],
    where: [row('R', 'dmr', '- - - o - -  - - - - - - - -', 'RFC 5503 §5.1')],
    spec: 'RFC 5503 §5.1',
    doc: 'PacketCable: the caller to be traced as malicious.',
    examples: {
      good: ['<tel:+12125551212>;timestamp=1', '"Caller" <sip:a@example.com>'],
      bad: ['', 'sip:a@example.com', '<sip:a@example.com', '"Caller'],
    },
  }),
];
