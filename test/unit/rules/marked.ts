/** Example texts with a caret line under each range that must be reported. */

export interface Marked {
  readonly text: string;
  /** Offsets in `text`, in order. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Takes the caret lines out. The first line end of a template text is not part of the example. */
export function marked(source: string): Marked {
  const lines = source.replace(/^\n/, '').split('\n');
  const kept: string[] = [];
  const ranges: { start: number; end: number }[] = [];
  let offset = 0;
  let lineStart = 0;
  for (const line of lines) {
    if (/^ *\^[ ^]*$/.test(line)) {
      for (const run of line.matchAll(/\^+/g)) {
        ranges.push({ start: lineStart + run.index, end: lineStart + run.index + run[0].length });
      }
      continue;
    }
    kept.push(line);
    lineStart = offset;
    offset += line.length + 1;
  }
  ranges.sort((a, b) => a.start - b.start || a.end - b.end);
  return { text: kept.join('\n'), ranges };
}
