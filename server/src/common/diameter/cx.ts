/** The Cx application (3GPP TS 29.229 §6): commands, AVPs with their flags (table 6.3.1), result codes (§6.2). */
import type { AvpRow, AvpType, Dictionary } from './types.ts';

export const CX_APPLICATION = 16777216;
export const VENDOR_3GPP = 10415;
export const VENDOR_ETSI = 13019;

/** M and V set. */
const must = (code: number, name: string, type: AvpType, extra: Partial<AvpRow> = {}): AvpRow => ({
  code,
  vendor: VENDOR_3GPP,
  name,
  type,
  mandatory: true,
  ...extra,
});

/** V set, M clear. */
const may = (code: number, name: string, type: AvpType, extra: Partial<AvpRow> = {}): AvpRow =>
  must(code, name, type, { mandatory: false, ...extra });

/** TS 29.229 §6.3.15. */
export const SERVER_ASSIGNMENT_TYPE = {
  NO_ASSIGNMENT: 0,
  REGISTRATION: 1,
  RE_REGISTRATION: 2,
  UNREGISTERED_USER: 3,
  TIMEOUT_DEREGISTRATION: 4,
  USER_DEREGISTRATION: 5,
  TIMEOUT_DEREGISTRATION_STORE_SERVER_NAME: 6,
  USER_DEREGISTRATION_STORE_SERVER_NAME: 7,
  ADMINISTRATIVE_DEREGISTRATION: 8,
  AUTHENTICATION_FAILURE: 9,
  AUTHENTICATION_TIMEOUT: 10,
  DEREGISTRATION_TOO_MUCH_DATA: 11,
} as const;

/** TS 29.229 §6.3.24. */
export const USER_AUTHORIZATION_TYPE = {
  REGISTRATION: 0,
  DE_REGISTRATION: 1,
  REGISTRATION_AND_CAPABILITIES: 2,
} as const;

/** TS 29.229 §6.3.17. */
export const REASON_CODE = {
  PERMANENT_TERMINATION: 0,
  NEW_SERVER_ASSIGNED: 1,
  SERVER_CHANGE: 2,
  'REMOVE_S-CSCF': 3,
} as const;

/** Names of enumerated values by number. */
function namesOf(values: { readonly [name: string]: number }): { readonly [value: number]: string } {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [value, name]));
}

export const CX: Dictionary = {
  application: CX_APPLICATION,
  name: '3GPP Cx',
  spec: 'TS 29.229 §6',
  commands: [
    { code: 300, request: 'UAR', answer: 'UAA', name: 'User-Authorization', proxiable: true },
    { code: 301, request: 'SAR', answer: 'SAA', name: 'Server-Assignment', proxiable: true },
    { code: 302, request: 'LIR', answer: 'LIA', name: 'Location-Info', proxiable: true },
    { code: 303, request: 'MAR', answer: 'MAA', name: 'Multimedia-Auth', proxiable: true },
    { code: 304, request: 'RTR', answer: 'RTA', name: 'Registration-Termination', proxiable: true },
    { code: 305, request: 'PPR', answer: 'PPA', name: 'Push-Profile', proxiable: true },
  ],
  // Experimental-Result-Code values; the base codes of the same number mean something else.
  results: {
    2001: 'DIAMETER_FIRST_REGISTRATION',
    2002: 'DIAMETER_SUBSEQUENT_REGISTRATION',
    2003: 'DIAMETER_UNREGISTERED_SERVICE',
    2004: 'DIAMETER_SUCCESS_SERVER_NAME_NOT_STORED',
    5001: 'DIAMETER_ERROR_USER_UNKNOWN',
    5002: 'DIAMETER_ERROR_IDENTITIES_DONT_MATCH',
    5003: 'DIAMETER_ERROR_IDENTITY_NOT_REGISTERED',
    5004: 'DIAMETER_ERROR_ROAMING_NOT_ALLOWED',
    5005: 'DIAMETER_ERROR_IDENTITY_ALREADY_REGISTERED',
    5006: 'DIAMETER_ERROR_AUTH_SCHEME_NOT_SUPPORTED',
    5007: 'DIAMETER_ERROR_IN_ASSIGNMENT_TYPE',
    5008: 'DIAMETER_ERROR_TOO_MUCH_DATA',
    5009: 'DIAMETER_ERROR_NOT_SUPPORTED_USER_DATA',
    5011: 'DIAMETER_ERROR_FEATURE_UNSUPPORTED',
    5012: 'DIAMETER_ERROR_SERVING_NODE_FEATURE_UNSUPPORTED',
  },
  avps: [
    must(600, 'Visited-Network-Identifier', 'OctetString'),
    must(601, 'Public-Identity', 'UTF8String'),
    must(602, 'Server-Name', 'UTF8String'),
    must(603, 'Server-Capabilities', 'Grouped'),
    must(604, 'Mandatory-Capability', 'Unsigned32'),
    must(605, 'Optional-Capability', 'Unsigned32'),
    must(606, 'User-Data', 'OctetString'),
    must(607, 'SIP-Number-Auth-Items', 'Unsigned32'),
    must(608, 'SIP-Authentication-Scheme', 'UTF8String'),
    must(609, 'SIP-Authenticate', 'OctetString'),
    must(610, 'SIP-Authorization', 'OctetString', { secret: true }),
    must(611, 'SIP-Authentication-Context', 'OctetString'),
    must(612, 'SIP-Auth-Data-Item', 'Grouped'),
    must(613, 'SIP-Item-Number', 'Unsigned32'),
    must(614, 'Server-Assignment-Type', 'Enumerated', { values: namesOf(SERVER_ASSIGNMENT_TYPE) }),
    must(615, 'Deregistration-Reason', 'Grouped'),
    must(616, 'Reason-Code', 'Enumerated', { values: namesOf(REASON_CODE) }),
    must(617, 'Reason-Info', 'UTF8String'),
    must(618, 'Charging-Information', 'Grouped'),
    must(619, 'Primary-Event-Charging-Function-Name', 'DiameterURI'),
    must(620, 'Secondary-Event-Charging-Function-Name', 'DiameterURI'),
    must(621, 'Primary-Charging-Collection-Function-Name', 'DiameterURI'),
    must(622, 'Secondary-Charging-Collection-Function-Name', 'DiameterURI'),
    must(623, 'User-Authorization-Type', 'Enumerated', { values: namesOf(USER_AUTHORIZATION_TYPE) }),
    must(624, 'User-Data-Already-Available', 'Enumerated', {
      values: { 0: 'USER_DATA_NOT_AVAILABLE', 1: 'USER_DATA_ALREADY_AVAILABLE' },
    }),
    must(625, 'Confidentiality-Key', 'OctetString', { secret: true }),
    must(626, 'Integrity-Key', 'OctetString', { secret: true }),
    may(628, 'Supported-Features', 'Grouped'),
    may(629, 'Feature-List-ID', 'Unsigned32'),
    may(630, 'Feature-List', 'Unsigned32'),
    may(631, 'Supported-Applications', 'Grouped'),
    may(632, 'Associated-Identities', 'Grouped'),
    must(633, 'Originating-Request', 'Enumerated', { values: { 0: 'ORIGINATING' } }),
    may(634, 'Wildcarded-Public-Identity', 'UTF8String'),
    may(635, 'SIP-Digest-Authenticate', 'Grouped'),
    may(637, 'UAR-Flags', 'Unsigned32'),
    may(638, 'Loose-Route-Indication', 'Enumerated', {
      values: { 0: 'LOOSE_ROUTE_NOT_REQUIRED', 1: 'LOOSE_ROUTE_REQUIRED' },
    }),
    may(639, 'SCSCF-Restoration-Info', 'Grouped'),
    may(640, 'Path', 'OctetString'),
    may(641, 'Contact', 'OctetString'),
    may(642, 'Subscription-Info', 'Grouped'),
    may(643, 'Call-ID-SIP-Header', 'OctetString'),
    may(644, 'From-SIP-Header', 'OctetString'),
    may(645, 'To-SIP-Header', 'OctetString'),
    may(646, 'Record-Route', 'OctetString'),
    may(647, 'Associated-Registered-Identities', 'Grouped'),
    may(648, 'Multiple-Registration-Indication', 'Enumerated', {
      values: { 0: 'NOT_MULTIPLE_REGISTRATION', 1: 'MULTIPLE_REGISTRATION' },
    }),
    may(649, 'Restoration-Info', 'Grouped'),
    may(650, 'Session-Priority', 'Enumerated'),
    may(651, 'Identity-with-Emergency-Registration', 'Grouped'),
    may(652, 'Priviledged-Sender-Indication', 'Enumerated', {
      values: { 0: 'NOT_PRIVILEDGED_SENDER', 1: 'PRIVILEDGED_SENDER' },
    }),
    may(653, 'LIA-Flags', 'Unsigned32'),
    may(654, 'Initial-CSeq-Sequence-Number', 'Unsigned32'),
    may(655, 'SAR-Flags', 'Unsigned32'),
    may(656, 'Allowed-WAF-WWSF-Identities', 'Grouped'),
    may(657, 'WebRTC-Authentication-Function-Name', 'UTF8String'),
    may(658, 'WebRTC-Web-Server-Function-Name', 'UTF8String'),
    may(659, 'RTR-Flags', 'Unsigned32'),
    may(660, 'P-CSCF-Subscription-Info', 'Grouped'),
    may(661, 'Registration-Time-Out', 'Time'),
    may(662, 'Alternate-Digest-Algorithm', 'UTF8String'),
    may(663, 'Alternate-Digest-HA1', 'UTF8String', { secret: true }),
    may(664, 'Failed-PCSCF', 'Grouped'),
    may(665, 'PCSCF-FQDN', 'DiameterIdentity'),
    may(666, 'PCSCF-IP-Address', 'Address'),
    { ...may(500, 'Line-Identifier', 'OctetString'), vendor: VENDOR_ETSI },
  ],
};
