/** Every id that a finding can carry: what `rules` in the configuration and `# @ignore` may name. */

import { BODY_ERRORS } from '../bodies/index.ts';
import { SYNTAX_ERRORS } from '../syntax/errors.ts';
import { BODY_SEVERITY } from './bodyFindings.ts';
import { RULES } from './index.ts';
import type { RuleInfo } from './rule.ts';
import { RUNNER_FINDINGS } from './runnerFindings.ts';

/** Rules, then what the runner itself finds, then the faults of the syntax and of bodies. */
export const ALL_FINDINGS: readonly RuleInfo[] = [
  ...RULES,
  ...RUNNER_FINDINGS,
  ...Object.entries(SYNTAX_ERRORS).map(([id, { message, spec }]) => ({
    id,
    severity: 'error' as const,
    spec,
    doc: message,
  })),
  ...Object.entries(BODY_ERRORS).map(([id, { message, spec }]) => ({
    id,
    severity: BODY_SEVERITY,
    spec,
    // The sentence of a finding names what it is about; its page names the kind.
    doc: message.replace('{}', '…'),
  })),
];

export const KNOWN_RULES: readonly string[] = ALL_FINDINGS.map(info => info.id);
