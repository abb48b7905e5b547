/** From a keystroke to fresh diagnostics, in process: one character typed into a document of three sizes. */

import { DEFAULT_CONFIGURATION } from '../../server/src/common/config/configuration.ts';
import { RuleRunner } from '../../server/src/common/rules/run.ts';
import { editDocument, parseDocument } from '../../server/src/common/syntax/document.ts';
import { documentOfLines } from './corpus.ts';
import { percentile, print, section } from './print.ts';

/** The first half warms up. */
const STROKES = 1_600;

export function benchKeystrokes(): void {
  section('Keystroke to findings in process (ms)');
  const medians = [1_000, 10_000, 100_000].map(lines => {
    const median = keystroke(lines);
    print({ what: `${lines} lines, p50`, value: median, unit: 'ms', must: 0.3 });
    return median;
  });
  print({ what: '100,000 lines : 1,000 lines', value: (medians[2] ?? 0) / (medians[0] ?? 1), unit: 'x', must: 2 });
  section('Opening (ms)');
  const started = performance.now();
  const document = parseDocument(documentOfLines(100_000));
  print({ what: 'parse 100,000 lines', value: performance.now() - started, unit: 'ms' });
  const checked = performance.now();
  new RuleRunner().run(document, DEFAULT_CONFIGURATION);
  print({ what: 'every rule on 100,000 lines, first time', value: performance.now() - checked, unit: 'ms' });
}

function keystroke(lines: number): number {
  let document = parseDocument(documentOfLines(lines));
  const runner = new RuleRunner();
  runner.run(document, DEFAULT_CONFIGURATION);
  const times: number[] = [];
  for (let i = 0; i < STROKES; i++) {
    const index = Math.floor(document.messages.length / 2);
    const message = document.messages[index];
    const at = (document.starts[index] ?? 0) + (message?.text.indexOf('branch=') ?? 0) + 8;
    const typed = performance.now();
    document = editDocument(document, { start: at, end: i % 2 === 0 ? at : at + 1, text: i % 2 === 0 ? 'x' : '' });
    runner.run(document, DEFAULT_CONFIGURATION);
    times.push(performance.now() - typed);
  }
  return percentile(times.slice(STROKES / 2), 0.5);
}
