import { param, values } from './rows.ts';
import type { ParamRow, ValueRow } from './types.ts';

/** Access types and access classes of P-Access-Network-Info; a type is one radio technology, a class a family of them. */
export const ACCESS_TYPES: readonly ValueRow[] = [
  ...values('TS 24.229 §7.2A.4', [
    ['3GPP-NR-FDD', '5G NR, paired spectrum; cell in utran-cell-id-3gpp.'],
    ['3GPP-NR-TDD', '5G NR, unpaired spectrum; cell in utran-cell-id-3gpp.'],
    ['3GPP-NR-U-FDD', '5G NR in unlicensed spectrum, paired.'],
    ['3GPP-NR-U-TDD', '5G NR in unlicensed spectrum, unpaired.'],
    ['3GPP-E-UTRAN-ProSe-UNR', 'LTE through a relaying device (ProSe UE-to-network relay).'],
    ['IEEE-802.11ac', 'WLAN 802.11ac.'],
  ]),
  ...values('RFC 7315 §5.4', [
    ['3GPP-E-UTRAN-FDD', 'LTE, paired spectrum; cell in utran-cell-id-3gpp.'],
    ['3GPP-E-UTRAN-TDD', 'LTE, unpaired spectrum; cell in utran-cell-id-3gpp.'],
    ['3GPP-UTRAN-FDD', 'UMTS, paired spectrum; cell in utran-cell-id-3gpp.'],
    ['3GPP-UTRAN-TDD', 'UMTS, unpaired spectrum; cell in utran-cell-id-3gpp.'],
    ['3GPP-GERAN', 'GSM and EDGE; cell in cgi-3gpp.'],
    ['IEEE-802.11', 'WLAN of unknown variant; access point in i-wlan-node-id.'],
    ['IEEE-802.11a', 'WLAN 802.11a.'],
    ['IEEE-802.11b', 'WLAN 802.11b.'],
    ['IEEE-802.11g', 'WLAN 802.11g.'],
    ['IEEE-802.11n', 'WLAN 802.11n.'],
    ['IEEE-802.3', 'Ethernet of unknown variant.'],
    ['IEEE-802.3a', 'Ethernet 10BASE2.'],
    ['IEEE-802.3ab', 'Gigabit Ethernet over twisted pair.'],
    ['IEEE-802.3ae', '10 gigabit Ethernet over fibre.'],
    ['IEEE-802.3ah', 'Ethernet in the first mile.'],
    ['IEEE-802.3ak', '10 gigabit Ethernet over coaxial cable.'],
    ['IEEE-802.3an', '10 gigabit Ethernet over twisted pair.'],
    ['IEEE-802.3aq', '10 gigabit Ethernet over multimode fibre.'],
    ['IEEE-802.3e', 'Ethernet 1BASE5.'],
    ['IEEE-802.3i', 'Ethernet over twisted pair, 10 Mbit/s.'],
    ['IEEE-802.3j', 'Ethernet over fibre, 10 Mbit/s.'],
    ['IEEE-802.3u', 'Fast Ethernet.'],
    ['IEEE-802.3y', 'Fast Ethernet over two pairs.'],
    ['IEEE-802.3z', 'Gigabit Ethernet over fibre.'],
    ['3GPP2-1X', 'CDMA2000 1X; cell in ci-3gpp2.'],
    ['3GPP2-1X-HRPD', 'CDMA2000 high rate packet data; cell in ci-3gpp2.'],
    ['3GPP2-1X-Femto', 'CDMA2000 1X femtocell; cell in ci-3gpp2-femto.'],
    ['3GPP2-UMB', 'CDMA2000 ultra mobile broadband; cell in ci-3gpp2.'],
    ['ADSL', 'ADSL; line in dsl-location.'],
    ['ADSL2', 'ADSL2; line in dsl-location.'],
    ['ADSL2+', 'ADSL2+; line in dsl-location.'],
    ['RADSL', 'Rate-adaptive DSL; line in dsl-location.'],
    ['SDSL', 'Symmetric DSL; line in dsl-location.'],
    ['HDSL', 'High bit rate DSL; line in dsl-location.'],
    ['HDSL2', 'HDSL of the second generation; line in dsl-location.'],
    ['G.SHDSL', 'Single-pair high-speed DSL; line in dsl-location.'],
    ['VDSL', 'Very high rate DSL; line in dsl-location.'],
    ['IDSL', 'ISDN DSL; line in dsl-location.'],
    ['DOCSIS', 'Cable network.'],
    ['GSTN', 'Telephone network; line in gstn-location.'],
    ['GPON', 'Gigabit passive optical network; line in fiber-location.'],
    ['XGPON1', '10 gigabit passive optical network; line in fiber-location.'],
    ['DVB-RCS2', 'Satellite; node in dvb-rcs2-node-id.'],
  ]),
];

/** Access classes, for when the exact type is not known. */
export const ACCESS_CLASSES: readonly ValueRow[] = [
  ...values('TS 24.229 §7.2A.4', [
    ['3GPP-NR', '5G NR of any kind.'],
    ['3GPP-NR-U', '5G NR in unlicensed spectrum of any kind.'],
    ['untrusted-non-3GPP-VIRTUAL-EPC', 'Untrusted WLAN through an ePDG (VoWiFi).'],
    ['VIRTUAL-no-PS', 'No packet domain of 3GPP is used.'],
    ['WLAN-no-PS', 'WLAN without the packet domain of 3GPP.'],
  ]),
  ...values('RFC 7315 §5.4', [
    ['3GPP-GERAN', 'GSM and EDGE of any kind.'],
    ['3GPP-UTRAN', 'UMTS of any kind.'],
    ['3GPP-E-UTRAN', 'LTE of any kind.'],
    ['3GPP-WLAN', 'WLAN connected to the 3GPP core.'],
    ['3GPP-GAN', 'Generic access network (UMA).'],
    ['3GPP-HSPA', 'UMTS with HSPA.'],
    ['3GPP2', 'CDMA2000 of any kind.'],
  ]),
];

/** What may stand first in P-Access-Network-Info: the types, and the classes that are not also types. */
export const ACCESS_VALUES: readonly ValueRow[] = [
  ...ACCESS_TYPES,
  ...ACCESS_CLASSES.filter(({ value }) => ACCESS_TYPES.every(type => type.value !== value)),
];

/** Parameters of P-Access-Network-Info and Cellular-Network-Info. */
export const ACCESS_INFO_PARAMS: readonly ParamRow[] = [
  param(
    'utran-cell-id-3gpp',
    'tokenOrQuoted',
    'Cell of UMTS, LTE or NR: MCC, MNC, area code and cell identity run together.',
    'TS 24.229 §7.2A.4',
  ),
  param('cgi-3gpp', 'tokenOrQuoted', 'Cell of GSM: MCC, MNC, LAC and CI run together.', 'TS 24.229 §7.2A.4'),
  param('utran-sai-3gpp', 'tokenOrQuoted', 'Service area of UMTS: MCC, MNC, LAC and SAC run together.', 'RFC 7913 §2'),
  param(
    'i-wlan-node-id',
    'tokenOrQuoted',
    'MAC address of the WLAN access point, 12 hex digits without separators.',
    'TS 24.229 §7.2A.4',
  ),
  param('network-provided', 'none', 'The network determined the information, not the device.', 'RFC 7315 §5.4'),
  param(
    'operator-specific-GI',
    'tokenOrQuoted',
    'Geographical information in the format of the operator.',
    'RFC 7913 §2',
  ),
  param('local-time-zone', 'quoted', 'Time zone at the user, as difference to UTC.', 'RFC 7315 §5.4', { quoted: true }),
  param('daylight-saving-time', 'tokenOrQuoted', 'Daylight saving time at the user, in hours.', 'TS 24.229 §7.2A.4'),
  param('UE-local-IP-address', 'tokenOrQuoted', 'VoWiFi: IP address of the device in the WLAN.', 'TS 24.229 §7.2A.4'),
  param('UDP-source-port', 'tokenOrQuoted', 'VoWiFi: UDP port of the device behind a NAT.', 'TS 24.229 §7.2A.4'),
  param('TCP-source-port', 'tokenOrQuoted', 'VoWiFi: TCP port of the device behind a NAT.', 'TS 24.229 §7.2A.4'),
  param('ePDG-IP-address', 'tokenOrQuoted', 'VoWiFi: IP address of the ePDG.', 'TS 24.229 §7.2A.4'),
  param('dsl-location', 'tokenOrQuoted', 'DSL line.', 'RFC 7315 §5.4'),
  param('eth-location', 'tokenOrQuoted', 'Ethernet line.', 'RFC 7315 §5.4'),
  param('fiber-location', 'tokenOrQuoted', 'Fibre line.', 'RFC 7315 §5.4'),
  param('gstn-location', 'tokenOrQuoted', 'Telephone line.', 'RFC 7315 §5.4'),
  param('dvb-rcs2-node-id', 'quoted', 'Satellite node.', 'RFC 7315 §5.4', { quoted: true }),
  param('ci-3gpp2', 'tokenOrQuoted', 'Cell of CDMA2000.', 'RFC 7315 §5.4'),
  param('ci-3gpp2-femto', 'tokenOrQuoted', 'Femtocell of CDMA2000.', 'RFC 7315 §5.4'),
];

/**
 * How a cell identity is written: MCC (3 digits), MNC (2 or 3 digits), then two hexadecimal numbers of fixed length, so
 * that the length of the whole tells the length of the MNC.
 */
export interface CellIdCoding {
  /** Access types and classes that use it start with one of these. */
  readonly access: readonly string[];
  readonly parameter: string;
  readonly areaName: string;
  /** Hex digits of the area code. */
  readonly areaDigits: number;
  readonly cellName: string;
  /** Hex digits of the cell identity. */
  readonly cellDigits: number;
  readonly spec: string;
}

/** The cell identity codings; the first whose access prefix fits applies. */
export const CELL_ID_CODINGS: readonly CellIdCoding[] = [
  {
    access: ['3GPP-NR'],
    parameter: 'utran-cell-id-3gpp',
    areaName: 'TAC',
    areaDigits: 6,
    cellName: 'NCI',
    cellDigits: 9,
    spec: 'TS 24.229 §7.2A.4.3',
  },
  {
    access: ['3GPP-E-UTRAN'],
    parameter: 'utran-cell-id-3gpp',
    areaName: 'TAC',
    areaDigits: 4,
    cellName: 'ECI',
    cellDigits: 7,
    spec: 'TS 24.229 §7.2A.4.3',
  },
  {
    access: ['3GPP-UTRAN', '3GPP-HSPA'],
    parameter: 'utran-cell-id-3gpp',
    areaName: 'LAC',
    areaDigits: 4,
    cellName: 'CI',
    cellDigits: 7,
    spec: 'TS 24.229 §7.2A.4.3',
  },
  {
    access: ['3GPP-GERAN', '3GPP-GAN'],
    parameter: 'cgi-3gpp',
    areaName: 'LAC',
    areaDigits: 4,
    cellName: 'CI',
    cellDigits: 4,
    spec: 'TS 24.229 §7.2A.4.3',
  },
];

/** The cell identity coding of an access type, or undefined when it has no cell. */
export function cellIdCoding(accessType: string): CellIdCoding | undefined {
  const upper = accessType.toUpperCase();
  return CELL_ID_CODINGS.find(coding => coding.access.some(prefix => upper.startsWith(prefix)));
}

/** A cell identity taken apart; all parts as written. */
export interface CellId {
  readonly mcc: string;
  readonly mnc: string;
  readonly area: string;
  readonly cell: string;
}

/** Splits a cell identity by its coding, or gives undefined when its length or its digits do not fit. */
export function splitCellId(coding: CellIdCoding, text: string): CellId | undefined {
  const mncLength = text.length - 3 - coding.areaDigits - coding.cellDigits;
  if (mncLength !== 2 && mncLength !== 3) return undefined;
  const mccMnc = text.slice(0, 3 + mncLength);
  const hex = text.slice(3 + mncLength);
  if (!/^[0-9]+$/.test(mccMnc) || !/^[0-9A-Fa-f]+$/.test(hex)) return undefined;
  return {
    mcc: mccMnc.slice(0, 3),
    mnc: mccMnc.slice(3),
    area: hex.slice(0, coding.areaDigits),
    cell: hex.slice(coding.areaDigits),
  };
}
