/**
 * What the profiles say about rules. The hop that a profile assumes is in `hop.ts`; here is which rules it switches off
 * and which findings weigh more once nobody has to guess where a message was seen.
 */

import type { Profile, RuleSeverity } from '../config/configuration.ts';
import type { RuleInfo } from './rule.ts';

/** Rules whose clause is 3GPP's although what they find is wrong in any network. */
const GENERAL: readonly string[] = ['nonce-not-offered'];

/** Whether a rule asks for what only 3GPP asks for: its clause is one of 3GPP, or of the header fields made for it. */
export function is3gpp({ id, spec }: Pick<RuleInfo, 'id' | 'spec'>): boolean {
  return /^(?:TS |RFC 7315\b)/.test(spec) && !GENERAL.includes(id);
}

/** What a profile says otherwise than the rule itself. */
const CHANGED: Readonly<Record<Profile, Readonly<Record<string, RuleSeverity>>>> = {
  auto: {},
  rfc3261: {},
  '3gpp-gm': { 'missing-on-hop': 'error', 'not-on-hop': 'error' },
  // The vantage is said, so there is nothing to remark on it.
  '3gpp-core': { 'missing-on-hop': 'error', 'not-on-hop': 'error', 'charging-vector-vantage': 'off' },
  roaming: {
    'missing-on-hop': 'error',
    'not-on-hop': 'error',
    'charging-vector-vantage': 'off',
    // TS 29.165 table B.14 does not let it through.
    'route-between-networks': 'warning',
  },
};

/** Whether the profile itself names the rule, so that it matters there whatever its examples are about. */
export function isNamedBy(profile: Profile, id: string): boolean {
  return Object.hasOwn(CHANGED[profile], id);
}

/** The severity of a rule under a profile, before the configuration speaks. */
export function profileSeverity(profile: Profile, info: RuleInfo): RuleSeverity {
  if (profile === 'rfc3261' && is3gpp(info)) return 'off';
  return CHANGED[profile][info.id] ?? info.severity;
}
