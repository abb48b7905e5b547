import { ACCESS_INFO_PARAMS, ACCESS_VALUES } from '../accessTypes.ts';
import { header, param, row } from '../rows.ts';
import type { HeaderRow, ParamRow } from '../types.ts';

const CHARGING_VECTOR_PARAMS: readonly ParamRow[] = [
  param(
    'icid-value',
    'tokenOrQuoted',
    'Charging identifier of the dialog or transaction, unique in the world; must stand first.',
    'RFC 7315 §5.6',
    {
      required: true,
    },
  ),
  param('icid-generated-at', 'host', 'Which element made the identifier.', 'RFC 7315 §5.6'),
  param(
    'orig-ioi',
    'tokenOrQuoted',
    'Network where the request came from; `Type 1` and `Type 3` go before the name inside one operator and towards application servers.',
    'RFC 7315 §5.6',
  ),
  param('term-ioi', 'tokenOrQuoted', 'Network where the request ended; set in the response.', 'RFC 7315 §5.6'),
  param('transit-ioi', 'quoted', 'Networks in between, each with an index, or void.', 'RFC 7315 §5.6', {
    quoted: true,
  }),
  param(
    'related-icid',
    'tokenOrQuoted',
    'Identifier of the other session of a handover or conference.',
    'RFC 7315 §5.6',
  ),
  param('related-icid-generated-at', 'host', 'Which element made the related identifier.', 'RFC 7315 §5.6'),
  param('access-network-charging-info', 'any', 'Charging data of the access network.', 'TS 24.229 §7.2A.5'),
  param('fe-identifier', 'quoted', 'Functional elements and applications on the path.', 'TS 24.229 §7.2A.5'),
  param('loopback', 'none', 'The call was looped back to the visited network.', 'TS 24.229 §7.2A.5'),
  param('ggsn', 'any', 'Gateway of the packet domain (GPRS).', 'TS 24.229 §7.2A.5'),
  param('auth-token', 'any', 'Authorisation token of the media (GPRS).', 'TS 24.229 §7.2A.5'),
  param('pdp-info', 'quoted', 'Bearers and their charging identifiers (GPRS).', 'TS 24.229 §7.2A.5'),
  param('pdngw', 'any', 'Packet gateway (EPS).', 'TS 24.229 §7.2A.5'),
  param('eps-info', 'quoted', 'Bearers and their charging identifiers (EPS).', 'TS 24.229 §7.2A.5'),
  param('smf', 'any', 'Session management function (5GS).', 'TS 24.229 §7.2A.5'),
];

/** RFC 7315 and RFC 7976, headers of 3GPP. */
export const RFC7315_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'P-Access-Network-Info',
    shape: 'tokenParamsList',
    list: 'list',
    params: ACCESS_INFO_PARAMS,
    values: ACCESS_VALUES,
    where: [
      row('R', 'dr', 'o o - o o o  o o o o o o o o', 'RFC 7976 §3', 'in ACK only after a 2xx'),
      row('101-699', 'dr', '- o - o o o  o o o o o o o o', 'RFC 7976 §3', 'never in 100'),
    ],
    spec: 'RFC 7315 §4.4',
    doc: 'Access technology and cell; from the device only over a protected connection, from the network with network-provided.',
    examples: {
      good: [
        '3GPP-NR-TDD;utran-cell-id-3gpp=001010000010000000A1',
        '3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010000001;network-provided, IEEE-802.11;i-wlan-node-id=ffeeddccbbaa',
        'DVB-RCS2;dvb-rcs2-node-id="x"',
      ],
      bad: [
        '',
        '3GPP-NR-TDD; sip:172.16.106.81:5060;lr',
        '3GPP-NR-TDD;utran-cell-id-3gpp=',
        ';utran-cell-id-3gpp=1',
        '3GPP-NR-TDD,',
      ],
    },
  }),
  header({
    name: 'P-Associated-URI',
    shape: 'nameAddrList',
    list: 'orEmpty',
    angleBrackets: 'required',
    where: [row('2xx', '', '- - - - - o  - - - - - - - -', 'RFC 7976 §3')],
    spec: 'RFC 7315 §4.1',
    doc: 'The public identities that are registered together with the one in To; the first is the default, barred ones are missing. The S-CSCF sets it in the 200 to REGISTER.',
    examples: {
      good: [
        '<sip:+12015550001@ims.mnc001.mcc001.3gppnetwork.org>,<tel:+12015550001>',
        '"User" <sip:user@home.net>',
        '',
      ],
      bad: ['sip:user@home.net', '<sip:user@home.net', '<sip:a@b>,', '"User <sip:a@b>'],
    },
  }),
  header({
    name: 'P-Called-Party-ID',
    shape: 'nameAddr',
    angleBrackets: 'required',
    where: [row('R', 'amr', '- - - o o -  o - - - - o o o', 'RFC 7976 §3')],
    spec: 'RFC 7315 §4.2',
    doc: 'The identity that was called, from the Request-URI before the S-CSCF replaced it by the contact of the device.',
    examples: {
      good: ['<sip:user1-business@example.com>', '"Bob" <tel:+12125551212>;x=1'],
      bad: ['', 'sip:user1@example.com', '<sip:user1@example.com', '<sip:a@b>, <sip:c@d>'],
    },
  }),
  header({
    name: 'P-Charging-Function-Addresses',
    shape: 'paramList',
    list: 'list',
    params: [
      param('ccf', 'tokenOrQuoted', 'Charging data function for offline charging.', 'RFC 7315 §5.5'),
      param('ccf-2', 'tokenOrQuoted', 'Second charging data function.', 'RFC 7315 §5.5'),
      param('ecf', 'tokenOrQuoted', 'Online charging function.', 'RFC 7315 §5.5'),
      param('ecf-2', 'tokenOrQuoted', 'Second online charging function.', 'RFC 7315 §5.5'),
    ],
    where: [
      row('R', 'adr', '- o - o o o  o o o o o o o o', 'RFC 7976 §3'),
      row('101-699', 'adr', '- o - o o o  o o o o o o o o', 'RFC 7976 §3', 'never in 100'),
    ],
    spec: 'RFC 7315 §4.5',
    doc: 'Charging servers of the home network, handed on by the S-CSCF; it never leaves the network.',
    examples: {
      good: [
        'ccf=ccf1.ims.mnc001.mcc001.3gppnetwork.org',
        'ccf=192.1.1.1; ccf-2=192.1.1.2; ecf=192.1.1.3',
        'ccf="aaa://ccf.home.net"',
      ],
      bad: ['', 'ccf=', ';ccf=a', 'ccf="x', 'ccf=a,'],
    },
  }),
  header({
    name: 'P-Charging-Vector',
    shape: 'paramList',
    params: CHARGING_VECTOR_PARAMS,
    where: [
      row('R', 'admr', 'o o - o o o  o o o o o o o o', 'RFC 7976 §3', 'in ACK only after a 2xx'),
      row('101-699', 'admr', '- o - o o o  o o o o o o o o', 'RFC 7976 §3', 'never in 100'),
    ],
    spec: 'RFC 7315 §4.6',
    doc: 'Correlates the charging records of all networks on the path: the P-CSCF makes the icid, each network adds its operator identifier; removed towards the device.',
    examples: {
      good: [
        'icid-value="icid-1";icid-generated-at=10.0.1.10;orig-ioi="Type 1ims.mnc001.mcc001.3gppnetwork.org"',
        'icid-value=2cd85e11b34b4fe68c4d8c698938d022;icid-generated-at=pcscf.visited.net;orig-ioi=visited.net',
      ],
      bad: ['', 'icid-value=', 'icid-value="x', ';icid-value=1', 'icid-value=1,orig-ioi=a'],
    },
  }),
  header({
    name: 'P-Visited-Network-ID',
    shape: 'tokenParamsList',
    list: 'list',
    where: [row('R', 'ad', '- - - o o o  o - - - - o o o', 'RFC 7976 §3')],
    spec: 'RFC 7315 §4.3',
    doc: 'Name of the network where the device is, added by the P-CSCF; the HSS decides by it whether roaming is allowed. A name, not the address of the P-CSCF.',
    examples: {
      good: ['ims.mnc001.mcc001.3gppnetwork.org', '"Visited network number 1", other.net', 'visited.net;x=1'],
      bad: ['', 'sip:pcscf@visited.net', 'visited.net,', '"visited', 'visited net'],
    },
  }),
];
