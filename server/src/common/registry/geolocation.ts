import { values } from './rows.ts';
import type { ValueRow } from './types.ts';

/** The codes of Geolocation-Error. */
export const GEOLOCATION_ERRORS: readonly ValueRow[] = values('RFC 6442 §4.4', [
  ['100', 'The location cannot be processed.'],
  ['200', 'Permission to use the location is missing.'],
  ['201', 'Permission to pass the location on to a third party is missing.'],
  ['202', 'Permission to route by the location is missing.'],
  ['300', 'The location could not be fetched from its URI.'],
]);

/** The values of Geolocation-Routing. */
export const GEOLOCATION_ROUTING: readonly ValueRow[] = values('RFC 6442 §4.2', [
  ['yes', 'Proxies may route by the location.'],
  ['no', 'Proxies must not look at the location; the default.'],
]);

/** The codes of AlertMsg-Error. */
export const ALERT_MESSAGE_ERRORS: readonly ValueRow[] = values('RFC 8876 §10.5', [
  ['100', 'The alert cannot be processed.'],
  ['101', 'The alert is not there or cannot be found.'],
  ['102', 'The alert does not tell enough to act on.'],
  ['103', 'The alert is corrupted.'],
]);
