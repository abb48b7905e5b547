/** Under which profiles a rule speaks, found out by running it: nothing of that is written down twice. */

import { DEFAULT_CONFIGURATION, PROFILES, type Profile, type RuleSeverity } from '../config/configuration.ts';
import { parseDocument } from '../syntax/document.ts';
import { RULES } from './index.ts';
import { isNamedBy, profileSeverity } from './profiles.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { RuleRunner } from './run.ts';

/** Lines of an example that are no text of the message: carets, and the hop, which the profile shall say. */
const REMARKS = /^(?:[ ^]*\^[ ^]*|# @hop .*)\n/gm;

/**
 * The severity of a rule under a profile. It is off as well where the rule is about another hop than the profile
 * assumes; there it still speaks about messages that `# @hop` puts on its own.
 */
export function severityUnder(profile: Profile, info: RuleInfo): RuleSeverity {
  const severity = profileSeverity(profile, info);
  const rule = RULES.find(one => one.id === info.id);
  if (profile === 'auto' || severity === 'off' || rule === undefined) return severity;
  return isNamedBy(profile, rule.id) || speaksUnder(profile, rule) ? severity : 'off';
}

/** The profiles under which a rule speaks, each with its severity. */
export function profilesOf(info: RuleInfo): readonly { readonly profile: Profile; readonly severity: RuleSeverity }[] {
  return PROFILES.map(profile => ({ profile, severity: severityUnder(profile, info) })).filter(
    ({ severity }) => severity !== 'off',
  );
}

/** How a page says it. */
export function profilesText(info: RuleInfo): string {
  const profiles = profilesOf(info);
  if (profiles.length === PROFILES.length && profiles.every(({ severity }) => severity === info.severity)) {
    return 'every profile';
  }
  const names = profiles.map(({ profile, severity }) =>
    severity === info.severity ? profile : `${profile} (${severity})`,
  );
  return names.join(', ');
}

function speaksUnder(profile: Profile, rule: Rule): boolean {
  const document = parseDocument(`${rule.bad.replace(/^\n/, '')}\n`.replace(REMARKS, ''));
  const { byMessage } = new RuleRunner(() => {}, [rule]).run(document, { ...DEFAULT_CONFIGURATION, profile });
  return byMessage.some(findings => findings.some(finding => finding.rule === rule.id));
}
