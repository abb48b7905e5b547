/** Every id that a finding can carry: what `rules` in the configuration and `# @ignore` may name. */

import { SYNTAX_ERRORS } from '../syntax/errors.ts';
import { RULES } from './index.ts';
import type { RuleInfo } from './rule.ts';
import { RUNNER_FINDINGS } from './runnerFindings.ts';

/** Rules, then what the runner itself finds, then the syntax errors. */
export const ALL_FINDINGS: readonly RuleInfo[] = [
  ...RULES,
  ...RUNNER_FINDINGS,
  ...Object.entries(SYNTAX_ERRORS).map(([id, { message, spec }]) => ({
    id,
    severity: 'error' as const,
    spec,
    doc: message,
  })),
];

export const KNOWN_RULES: readonly string[] = ALL_FINDINGS.map(info => info.id);
