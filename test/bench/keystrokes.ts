/** From a keystroke to fresh diagnostics, in process: one character typed into a document of three sizes. */

import { DEFAULT_CONFIGURATION } from '../../server/src/common/config/configuration.ts';
import { RuleRunner } from '../../server/src/common/rules/run.ts';
import { editDocument, parseDocument } from '../../server/src/common/syntax/document.ts';
import { documentOfLines, documentOfOneCall, documentOfSize } from './corpus.ts';
import { percentile, print, section } from './print.ts';

/** The first half warms up. */
const STROKES = 1_600;
/** As many characters as a document may have. */
const LARGEST = 50_000_000;

export function benchKeystrokes(): void {
  section('Keystroke to findings in process (ms)');
  const medians = [1_000, 10_000, 100_000].map(lines => {
    const median = keystroke(documentOfLines(lines));
    print({ what: `${lines} lines, p50`, value: median, unit: 'ms', must: 0.3 });
    return median;
  });
  print({ what: '100,000 lines : 1,000 lines', value: (medians[2] ?? 0) / (medians[0] ?? 1), unit: 'x', must: 2 });
  oneCall();
  section('Opening (ms)');
  const started = performance.now();
  const document = parseDocument(documentOfLines(100_000));
  print({ what: 'parse 100,000 lines', value: performance.now() - started, unit: 'ms' });
  const checked = performance.now();
  new RuleRunner().run(document, DEFAULT_CONFIGURATION);
  print({ what: 'every rule on 100,000 lines, first time', value: performance.now() - checked, unit: 'ms' });
}

/** All of a large file with one Call-ID: its messages belong together, and an edit must not look at all of them. */
function oneCall(): void {
  section('One Call-ID in 50 MB');
  const time = (text: string): number => {
    const started = performance.now();
    new RuleRunner().run(parseDocument(text), DEFAULT_CONFIGURATION);
    return performance.now() - started;
  };
  // The first round warms up.
  time(documentOfOneCall(LARGEST / 10));
  const small = time(documentOfOneCall(LARGEST / 10));
  const large = time(documentOfOneCall(LARGEST));
  const many = time(documentOfSize(LARGEST));
  print({ what: 'parse and check', value: large, unit: 'ms' });
  print({ what: 'as much as ten times 5 MB', value: large / small / 10, unit: 'x', must: 2 });
  print({ what: 'as much as with many Call-IDs', value: large / many, unit: 'x', must: 2 });
  print({ what: 'keystroke, p50', value: keystroke(documentOfOneCall(LARGEST), 100), unit: 'ms' });
}

function keystroke(text: string, strokes = STROKES): number {
  let document = parseDocument(text);
  const runner = new RuleRunner();
  runner.run(document, DEFAULT_CONFIGURATION);
  const times: number[] = [];
  for (let i = 0; i < strokes; i++) {
    const index = Math.floor(document.messages.length / 2);
    const message = document.messages[index];
    const at = (document.starts[index] ?? 0) + (message?.text.indexOf('branch=') ?? 0) + 8;
    const typed = performance.now();
    document = editDocument(document, { start: at, end: i % 2 === 0 ? at : at + 1, text: i % 2 === 0 ? 'x' : '' });
    runner.run(document, DEFAULT_CONFIGURATION);
    times.push(performance.now() - typed);
  }
  return percentile(times.slice(strokes / 2), 0.5);
}
