/** Equality of URIs as far as the rules need it (RFC 3261 §19.1.4). */

import type { Uri } from '../../syntax/values.ts';

/** Scheme, user, host and port; the default port counts as none. Parameters are not compared. */
export function sameAddress(a: Uri, b: Uri): boolean {
  return (
    a.scheme === b.scheme &&
    (a.user ?? '') === (b.user ?? '') &&
    (a.host ?? '').toLowerCase() === (b.host ?? '').toLowerCase() &&
    (a.port ?? 5060) === (b.port ?? 5060)
  );
}
