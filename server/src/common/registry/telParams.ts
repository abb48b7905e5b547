import { param, values } from './rows.ts';
import type { ParamRow } from './types.ts';

/** Parameters of tel URIs, and of the user part of SIP URIs with `user=phone`. */
export const TEL_PARAMS: readonly ParamRow[] = [
  param(
    'phone-context',
    'any',
    'Where a local number is valid: a domain or a number prefix; a number without `+` must have it.',
    'RFC 3966 §5.1.5',
  ),
  param('ext', 'any', 'Extension behind the number.', 'RFC 3966 §5.3'),
  param('isub', 'any', 'ISDN subaddress.', 'RFC 3966 §5.3'),
  param('isub-encoding', 'token', 'How the ISDN subaddress is encoded.', 'RFC 4715 §5', {
    values: values('RFC 4715 §5', [
      ['nsap-ia5', 'NSAP address with IA5 characters.'],
      ['nsap-bcd', 'NSAP address with BCD digits.'],
      ['nsap', 'NSAP address in binary.'],
    ]),
  }),
  param('rn', 'any', 'Routing number of number portability.', 'RFC 4694 §4'),
  param('rn-context', 'any', 'Where a local routing number is valid.', 'RFC 4694 §4'),
  param('npdi', 'none', 'The portability database has already been asked.', 'RFC 4694 §4'),
  param('cic', 'any', 'Carrier to use.', 'RFC 4694 §4'),
  param('cic-context', 'any', 'Where a local carrier code is valid.', 'RFC 4694 §4'),
  param('enumdi', 'none', 'ENUM has already been asked.', 'RFC 4759 §4'),
  param('tgrp', 'any', 'Trunk group at the gateway.', 'RFC 4904 §5'),
  param('trunk-context', 'any', 'Where the trunk group name is valid.', 'RFC 4904 §5'),
  param('cpc', 'token', 'Kind of calling party.', 'TS 24.229 §7.2A.12', {
    values: values('TS 24.229 §7.2A.12', [
      ['ordinary', 'Ordinary subscriber.'],
      ['test', 'Test call.'],
      ['operator', 'Operator.'],
      ['payphone', 'Public telephone.'],
      ['unknown', 'Not known.'],
      ['mobile-hplmn', 'Mobile subscriber in the home network.'],
      ['mobile-vplmn', 'Roaming mobile subscriber.'],
      ['emergency', 'Emergency call.'],
    ]),
  }),
  param('oli', 'integer', 'Originating line information, two digits as in North America.', 'TS 24.229 §7.2A.12', {
    digits: 2,
  }),
  param('premium-rate', 'token', 'The number is a premium rate number.', 'TS 24.229 §7.2A.17', {
    values: values('TS 24.229 §7.2A.17', [
      ['information', 'Premium rate for information services.'],
      ['entertainment', 'Premium rate for entertainment services.'],
    ]),
  }),
  param('verstat', 'token', 'Whether the network verified the calling number (STIR).', 'TS 24.229 §7.2A.20', {
    values: values('TS 24.229 §7.2A.20', [
      ['TN-Validation-Passed', 'The number is verified.'],
      ['TN-Validation-Failed', 'The verification failed: the number may be spoofed.'],
      ['No-TN-Validation', 'There was nothing to verify.'],
    ]),
  }),
];
