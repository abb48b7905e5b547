import type { FindingRow } from '../../../common/features/diagnostics.ts';
import type { Severity } from '../../../common/rules/rule.ts';

/** From the worst to the mildest. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export interface CheckedFile {
  readonly path: string;
  /** Undefined for a configuration file: its lines may hold keys, so no report shows or hashes them. */
  readonly text: string | undefined;
  readonly findings: readonly FindingRow[];
}

export interface CheckReport {
  readonly files: readonly CheckedFile[];
  readonly summary: Readonly<Record<Severity, number>>;
}

export interface ReportStyle {
  readonly colour: boolean;
  /** Width of the terminal, if there is one. */
  readonly columns: number | undefined;
}

export type Reporter = (report: CheckReport, style: ReportStyle) => string;

/** The lines of a file as positions count them; made once for all of its findings. */
export function linesOf(file: CheckedFile): (line: number) => string {
  let lines: readonly string[] | undefined;
  return line => {
    lines ??= (file.text ?? '').split('\n');
    return (lines[line] ?? '').replace(/\r$/, '');
  };
}
