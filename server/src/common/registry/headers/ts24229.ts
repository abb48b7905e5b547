import { ACCESS_INFO_PARAMS, ACCESS_VALUES } from '../accessTypes.ts';
import { header, param, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** TS 24.229 §7.2, headers that only 3GPP defines. */
export const TS24229_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Additional-Identity',
    shape: 'nameAddr',
    where: [row('R', '', '? ? ? o ? ?  ? ? ? ? ? o o ?', 'TS 29.165 §B')],
    spec: 'TS 24.229 §7.2.20',
    doc: 'Multi-identity service: one more identity of the caller or callee, used between device and application server.',
    examples: {
      good: ['<sip:+12125551212@home.net;user=phone>', '"Office" <sip:office@home.net>;x=1'],
      bad: ['', '<sip:office@home.net', '"Office <sip:office@home.net>', '<sip:a@b>;x='],
    },
  }),
  header({
    name: 'Attestation-Info',
    shape: 'tokenParams',
    values: values('TS 24.229 §7.2.18', [
      ['A', 'Full attestation: the network knows the caller and its right to the number.'],
      ['B', 'Partial attestation: the network knows the caller, not its right to the number.'],
      ['C', 'Gateway attestation: the call only entered the network here.'],
    ]),
    where: [row('R', '', '? ? ? o ? ?  ? ? ? ? ? o ? ?', 'TS 29.165 §B')],
    spec: 'TS 24.229 §7.2.18',
    doc: 'How far the originating network vouches for the calling number; the input of the signing server (STIR).',
    examples: { good: ['A', 'C'], bad: ['', 'A B', 'A,B', ';x'] },
  }),
  header({
    name: 'Cellular-Network-Info',
    shape: 'tokenParamsList',
    list: 'list',
    params: [
      param('cell-info-age', 'integer', 'Seconds since the device last saw the cell.', 'TS 24.229 §7.2.15'),
      ...ACCESS_INFO_PARAMS,
    ],
    values: ACCESS_VALUES,
    where: [
      row('R', 'dr', 'o o - o o o  o o o o o o o o', 'TS 29.165 §B'),
      row('r', 'dr', '- o - o o -  o o o o o o o o', 'TS 29.165 §B'),
    ],
    spec: 'TS 24.229 §7.2.15',
    doc: 'VoWiFi: the cell that the device last camped on, beside the WLAN in P-Access-Network-Info.',
    examples: {
      good: [
        '3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010000001;cell-info-age=120',
        '3GPP-NR-TDD;utran-cell-id-3gpp=001010000010000000A1',
      ],
      bad: ['', '3GPP-E-UTRAN-FDD;cell-info-age=', ';cell-info-age=1', '3GPP-NR-TDD,'],
    },
  }),
  header({
    name: 'DC-Info',
    shape: 'text',
    where: [],
    spec: 'TS 24.229 §7.2',
    doc: 'IMS data channel information of Release 19; no source at hand gives its syntax, so it is taken as text.',
    examples: { good: ['dcsf', 'x=1'], bad: [] },
  }),
  header({
    name: 'Origination-Id',
    shape: 'tokenParams',
    where: [row('R', '', '? ? ? o ? ?  ? ? ? ? ? o ? ?', 'TS 29.165 §B')],
    spec: 'TS 24.229 §7.2.19',
    doc: 'UUID of the node or customer where the call began, for tracing spoofed numbers; goes into the PASSporT.',
    examples: { good: ['123e4567-e89b-12d3-a456-426655440000', 'a1b2c3'], bad: ['', 'a b', 'a,b', ';x'] },
  }),
  header({
    name: 'Priority-Share',
    shape: 'tokenParams',
    values: values('TS 24.229 §7.2.16', [
      ['allowed', 'The bearer may be shared.'],
      ['not-allowed', 'The bearer must not be shared.'],
    ]),
    where: [
      row('R', '', 'o ? ? o ? ?  ? ? o ? o ? ? ?', 'TS 29.165 §B'),
      row('18x,2xx', '', '? ? ? o ? ?  ? ? o ? o ? ? ?', 'TS 29.165 §B'),
    ],
    spec: 'TS 24.229 §7.2.16',
    doc: 'Whether sessions of different priority may share a bearer; an application server tells the P-CSCF.',
    examples: { good: ['allowed', 'not-allowed'], bad: ['', 'allowed,not-allowed', ';x', 'not allowed'] },
  }),
  header({
    name: 'Priority-Verstat',
    shape: 'text',
    where: [],
    spec: 'TS 24.229 §7.2',
    doc: 'Whether the priority that the request claims was verified; no source at hand gives its syntax, so it is taken as text.',
    examples: { good: ['Priority-Validation-Passed', 'x'], bad: [] },
  }),
  header({
    name: 'Relayed-Charge',
    shape: 'text',
    where: [row('', '', 'o o ? o o o  o o o o o o o o', 'TS 29.165 §B')],
    spec: 'TS 24.229 §7.2.12',
    doc: 'Charging vector of the other side, relayed inside one network; it never crosses a network border. No source at hand gives its syntax, so it is taken as text.',
    examples: { good: ['scscf; icid-value=1', 'x'], bad: [] },
  }),
  header({
    name: 'Resource-Share',
    shape: 'tokenParams',
    values: values('TS 24.229 §7.2.13', [
      ['supported', 'The P-CSCF supports sharing of resources.'],
      ['media-sharing', 'Media of several sessions share a bearer.'],
      ['no-media-sharing', 'Media must not share a bearer.'],
    ]),
    where: [
      row('R', '', 'o ? ? o ? o  ? ? o ? o ? ? ?', 'TS 29.165 §B'),
      row('18x,2xx', '', '? ? ? o ? ?  ? ? o ? o ? ? ?', 'TS 29.165 §B'),
    ],
    spec: 'TS 24.229 §7.2.13',
    doc: 'P-CSCF and application server agree which sessions may share bearer resources.',
    examples: {
      good: ['supported', 'media-sharing;origin=session-initiator;rules="1"'],
      bad: ['', 'a b', ';x', 'a,b'],
    },
  }),
  header({
    name: 'Response-Source',
    shape: 'paramList',
    params: [
      param('fe', 'angleUri', 'The element that made the error response, as a URN.', 'TS 24.229 §7.2.17', {
        values: values('TS 24.229 §7.2.17', [
          ['<urn:3gpp:fe:ue>', 'Device.'],
          ['<urn:3gpp:fe:p-cscf.orig>', 'P-CSCF of the caller.'],
          ['<urn:3gpp:fe:p-cscf.term>', 'P-CSCF of the callee.'],
          ['<urn:3gpp:fe:i-cscf>', 'I-CSCF.'],
          ['<urn:3gpp:fe:s-cscf.orig>', 'S-CSCF of the caller.'],
          ['<urn:3gpp:fe:s-cscf.term>', 'S-CSCF of the callee.'],
          ['<urn:3gpp:fe:e-cscf>', 'E-CSCF.'],
          ['<urn:3gpp:fe:as>', 'Application server; what kind stands after a dot.'],
          ['<urn:3gpp:fe:mgcf>', 'MGCF.'],
          ['<urn:3gpp:fe:bgcf>', 'BGCF.'],
          ['<urn:3gpp:fe:ibcf>', 'IBCF.'],
          ['<urn:3gpp:fe:trf>', 'Transit and roaming function.'],
          ['<urn:3gpp:fe:atcf>', 'ATCF.'],
          ['<urn:3gpp:fe:agcf>', 'AGCF.'],
          ['<urn:3gpp:fe:mrfc>', 'MRFC.'],
          ['<urn:3gpp:fe:lrf>', 'Location retrieval function.'],
          ['<urn:3gpp:fe:msc-server>', 'MSC server.'],
        ]),
      }),
    ],
    where: [row('3xx-6xx', '', '- o o o o o  o o o o o o o o', 'TS 29.165 §B')],
    spec: 'TS 24.229 §7.2.17',
    doc: 'Which element made the error response; the first thing to look at when a call fails somewhere in the core.',
    examples: {
      good: ['fe=<urn:3gpp:fe:p-cscf.orig>', 'fe=<urn:3gpp:fe:as.mmtel-as>;x=1'],
      bad: ['', 'fe=', 'fe=<urn:3gpp:fe:ue', ';fe=<urn:3gpp:fe:ue>'],
    },
  }),
  header({
    name: 'Restoration-Info',
    shape: 'text',
    where: [
      row('R', '', '? ? ? o ? ?  ? ? ? ? ? ? ? ?', 'TS 29.165 §B'),
      row('408', '', '? ? ? o ? ?  ? ? ? ? ? ? ? ?', 'TS 29.165 §B'),
      row('504', '', '? ? ? ? o ?  o o ? ? ? o o o', 'TS 29.165 §B'),
    ],
    spec: 'TS 24.229 §7.2.11',
    doc: 'P-CSCF restoration: the IMSI of the user, or noresponse when the P-CSCF is dead. No source at hand gives its syntax, so it is taken as text.',
    examples: { good: ['noresponse', '"001010000000001"'], bad: [] },
  }),
  header({
    name: 'Service-Interact-Info',
    shape: 'tokenParamsList',
    list: 'list',
    where: [
      row('R', '', '? ? ? o ? ?  ? ? ? ? ? o ? ?', 'TS 29.165 §B'),
      row('18x,2xx', '', '? ? ? o ? ?  ? ? ? ? ? o ? ?', 'TS 29.165 §B'),
    ],
    spec: 'TS 24.229 §7.2.14',
    doc: 'Application servers tell each other which services were executed and which must be avoided.',
    examples: { good: ['service1;x=1, service2', '"cdiv"'], bad: ['', 'a b', 'a,', ';x'] },
  }),
];
