import type { FindingRow } from '../../../common/features/diagnostics.ts';
import type { Severity } from '../../../common/rules/rule.ts';

/** From the worst to the mildest. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly FindingRow[];
}

export interface CheckReport {
  readonly files: readonly CheckedFile[];
  readonly summary: Readonly<Record<Severity, number>>;
}

export interface ReportStyle {
  readonly colour: boolean;
}

export type Reporter = (report: CheckReport, style: ReportStyle) => string;
