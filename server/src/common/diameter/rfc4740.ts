/** The Diameter SIP application (RFC 4740 §8 to §10): every AVP with M set and V clear. */
import type { AvpRow, AvpType, Dictionary } from './types.ts';

export const SIP_APPLICATION = 6;

const row = (code: number, name: string, type: AvpType, extra: Partial<AvpRow> = {}): AvpRow => ({
  code,
  vendor: 0,
  name,
  type,
  mandatory: true,
  ...extra,
});

/** RFC 4740 §9.4. */
export const SIP_SERVER_ASSIGNMENT_TYPE: { readonly [value: number]: string } = {
  0: 'NO_ASSIGNMENT',
  1: 'REGISTRATION',
  2: 'RE_REGISTRATION',
  3: 'UNREGISTERED_USER',
  4: 'TIMEOUT_DEREGISTRATION',
  5: 'USER_DEREGISTRATION',
  6: 'TIMEOUT_DEREGISTRATION_STORE_SERVER_NAME',
  7: 'USER_DEREGISTRATION_STORE_SERVER_NAME',
  8: 'ADMINISTRATIVE_DEREGISTRATION',
  9: 'AUTHENTICATION_FAILURE',
  10: 'AUTHENTICATION_TIMEOUT',
  11: 'DEREGISTRATION_TOO_MUCH_DATA',
};

export const RFC4740: Dictionary = {
  application: SIP_APPLICATION,
  name: 'Diameter SIP application',
  spec: 'RFC 4740 §8',
  commands: [
    { code: 283, request: 'UAR', answer: 'UAA', name: 'User-Authorization', proxiable: true },
    { code: 284, request: 'SAR', answer: 'SAA', name: 'Server-Assignment', proxiable: true },
    { code: 285, request: 'LIR', answer: 'LIA', name: 'Location-Info', proxiable: true },
    { code: 286, request: 'MAR', answer: 'MAA', name: 'Multimedia-Auth', proxiable: true },
    { code: 287, request: 'RTR', answer: 'RTA', name: 'Registration-Termination', proxiable: true },
    { code: 288, request: 'PPR', answer: 'PPA', name: 'Push-Profile', proxiable: true },
  ],
  // RFC 4740 §10: these stand in Result-Code.
  results: {
    2003: 'DIAMETER_FIRST_REGISTRATION',
    2004: 'DIAMETER_SUBSEQUENT_REGISTRATION',
    2005: 'DIAMETER_UNREGISTERED_SERVICE',
    2006: 'DIAMETER_SUCCESS_SERVER_NAME_NOT_STORED',
    2007: 'DIAMETER_SERVER_SELECTION',
    2008: 'DIAMETER_SUCCESS_AUTH_SENT_SERVER_NOT_STORED',
    4013: 'DIAMETER_USER_NAME_REQUIRED',
    5032: 'DIAMETER_ERROR_USER_UNKNOWN',
    5033: 'DIAMETER_ERROR_IDENTITIES_DONT_MATCH',
    5034: 'DIAMETER_ERROR_IDENTITY_NOT_REGISTERED',
    5035: 'DIAMETER_ERROR_ROAMING_NOT_ALLOWED',
    5036: 'DIAMETER_ERROR_IDENTITY_ALREADY_REGISTERED',
    5037: 'DIAMETER_ERROR_AUTH_SCHEME_NOT_SUPPORTED',
    5038: 'DIAMETER_ERROR_IN_ASSIGNMENT_TYPE',
    5039: 'DIAMETER_ERROR_TOO_MUCH_DATA',
    5040: 'DIAMETER_ERROR_NOT_SUPPORTED_USER_DATA',
  },
  avps: [
    row(368, 'SIP-Accounting-Information', 'Grouped'),
    row(369, 'SIP-Accounting-Server-URI', 'DiameterURI'),
    row(370, 'SIP-Credit-Control-Server-URI', 'DiameterURI'),
    row(371, 'SIP-Server-URI', 'UTF8String'),
    row(372, 'SIP-Server-Capabilities', 'Grouped'),
    row(373, 'SIP-Mandatory-Capability', 'Unsigned32'),
    row(374, 'SIP-Optional-Capability', 'Unsigned32'),
    row(375, 'SIP-Server-Assignment-Type', 'Enumerated', { values: SIP_SERVER_ASSIGNMENT_TYPE }),
    row(376, 'SIP-Auth-Data-Item', 'Grouped'),
    row(377, 'SIP-Authentication-Scheme', 'Enumerated', { values: { 0: 'DIGEST' } }),
    row(378, 'SIP-Item-Number', 'Unsigned32'),
    row(379, 'SIP-Authenticate', 'Grouped'),
    row(380, 'SIP-Authorization', 'Grouped'),
    row(381, 'SIP-Authentication-Info', 'Grouped'),
    row(382, 'SIP-Number-Auth-Items', 'Unsigned32'),
    row(383, 'SIP-Deregistration-Reason', 'Grouped'),
    row(384, 'SIP-Reason-Code', 'Enumerated', {
      values: {
        0: 'PERMANENT_TERMINATION',
        1: 'NEW_SIP_SERVER_ASSIGNED',
        2: 'SIP_SERVER_CHANGE',
        3: 'REMOVE_SIP_SERVER',
      },
    }),
    row(385, 'SIP-Reason-Info', 'UTF8String'),
    row(386, 'SIP-Visited-Network-Id', 'UTF8String'),
    row(387, 'SIP-User-Authorization-Type', 'Enumerated', {
      values: { 0: 'REGISTRATION', 1: 'DEREGISTRATION', 2: 'REGISTRATION_AND_CAPABILITIES' },
    }),
    row(388, 'SIP-Supported-User-Data-Type', 'UTF8String'),
    row(389, 'SIP-User-Data', 'Grouped'),
    row(390, 'SIP-User-Data-Type', 'UTF8String'),
    row(391, 'SIP-User-Data-Contents', 'OctetString'),
    row(392, 'SIP-User-Data-Already-Available', 'Enumerated', {
      values: { 0: 'USER_DATA_NOT_AVAILABLE', 1: 'USER_DATA_ALREADY_AVAILABLE' },
    }),
    row(393, 'SIP-Method', 'UTF8String'),
  ],
};
