/** Applies the fixes of findings to a text. */
import type { Fix } from '../../../server/src/common/rules/rule.ts';

/** A fix whose offsets count from `base` in the text. */
export interface PlacedFix {
  readonly base: number;
  readonly fix?: Fix;
}

/** The text with every fix applied, edits that overlap a later one left out. */
export function repaired(text: string, findings: readonly PlacedFix[]): string {
  const edits = findings
    .flatMap(({ fix, base }) =>
      (fix?.edits ?? []).map(edit => ({ ...edit, start: base + edit.start, end: base + edit.end })),
    )
    .sort((a, b) => b.start - a.start);
  let result = text;
  let limit = text.length;
  for (const edit of edits) {
    if (edit.end > limit) continue;
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
    limit = edit.start;
  }
  return result;
}
