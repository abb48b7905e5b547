import { values } from './rows.ts';
import type { ValueRow } from './types.ts';

/** The values of Privacy; several are separated by semicolons. */
export const PRIVACY_VALUES: readonly ValueRow[] = [
  ...values('RFC 3325 §9.3', [
    ['id', 'Withhold the asserted identity from untrusted parties: calling line identity restriction (OIR) in IMS.'],
  ]),
  ...values('RFC 3323 §4.2', [
    ['header', 'Hide headers that the user cannot hide alone, such as Via and Contact.'],
    ['session', 'Hide addresses in the session description.'],
    ['user', 'Do what the user could do: anonymise From and drop optional headers.'],
    ['none', 'No privacy service, even if one is configured.'],
    ['critical', 'Fail the request rather than send it without the wanted privacy.'],
  ]),
  ...values('RFC 7044 §10.1', [['history', 'Hide entries of History-Info.']]),
];
