import type { Severity } from '../../../common/rules/rule.ts';
import type { Reporter } from './report.ts';

const LEVEL: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands that GitHub shows as annotations. */
export const github: Reporter = report =>
  report.files
    .flatMap(file =>
      file.findings.map(({ severity, range, rule, spec, message }) => {
        const place = [
          `file=${property(file.path)}`,
          `line=${range.start.line + 1}`,
          `endLine=${range.end.line + 1}`,
          `col=${range.start.character + 1}`,
          `endColumn=${range.end.character + 1}`,
          `title=${property(`${rule} (${spec.title})`)}`,
        ];
        return `::${LEVEL[severity]} ${place.join(',')}::${data(message)}\n`;
      }),
    )
    .join('');

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
