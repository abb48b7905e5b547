/** Private identities that look like an IMSI, but not like that of the public identity. */

import { param } from '../../syntax/values.ts';
import type { Span } from '../rule.ts';
import { credentialsIn } from './digest.ts';
import type { Facts } from './facts.ts';
import { isImsi, networkLabels } from './homeDomain.ts';

/** The usernames of a REGISTER whose To is made of another IMSI (TS 23.003 §13.3). */
export function foreignIdentitiesIn(facts: Facts): readonly { readonly span: Span }[] {
  const uri = facts.request?.method === 'REGISTER' ? facts.address('To')?.uri : undefined;
  if (uri?.user === undefined || networkLabels(uri.host ?? '') === undefined || !isImsi(uri.user)) return [];
  return credentialsIn(facts).flatMap(digest => {
    const username = param(digest.params, 'username');
    const user = username?.value?.split('@')[0];
    const isForeign = user !== undefined && user !== uri.user && /^\d+$/.test(user);
    return username?.valueNode !== undefined && isForeign ? [{ span: username.valueNode }] : [];
  });
}
