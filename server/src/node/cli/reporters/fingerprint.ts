import { createHash } from 'node:crypto';
import type { FindingRow } from '../../../common/features/diagnostics.ts';
import { type CheckedFile, linesOf } from './report.ts';

/**
 * A name for a finding that stays when lines above it come or go: file, rule and the text of its line, and a number
 * for lines that are the same.
 */
export function fingerprints(file: CheckedFile): readonly string[] {
  const lineAt = linesOf(file);
  const seen = new Map<string, number>();
  return file.findings.map((finding: FindingRow) => {
    const key = `${file.path}\n${finding.rule}\n${lineAt(finding.range.start.line).trim()}`;
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return createHash('sha256').update(`${key}\n${count}`).digest('hex').slice(0, 32);
  });
}
