import type { Severity } from '../../../common/rules/rule.ts';
import { fingerprints } from './fingerprint.ts';
import type { Reporter } from './report.ts';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };

/** GitLab's Code Quality report. */
export const gitlab: Reporter = report => {
  const issues = report.files.flatMap(file => {
    const names = fingerprints(file);
    return file.findings.map((finding, index) => ({
      description: `${finding.message} (${finding.spec.title})`,
      check_name: finding.rule,
      fingerprint: names[index],
      severity: LEVEL[finding.severity],
      location: {
        path: file.path,
        positions: {
          begin: { line: finding.range.start.line + 1, column: finding.range.start.character + 1 },
          end: { line: finding.range.end.line + 1, column: finding.range.end.character + 1 },
        },
      },
    }));
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};
