/** What the rules say about a text when the keys of the examples are known. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { parseDocument, positionOf } from '../../../server/src/common/syntax/document.ts';
import { ROOT } from './tokenizer.ts';

const { configuration } = parseConfiguration(readFileSync(join(ROOT, 'examples/sipwright.json'), 'utf8'));

type Severity = 'error' | 'warning' | 'info' | 'hint';

/** By line, from 0: what is found there. */
export function findingsByLine(text: string, ignored: readonly Severity[] = []): Map<number, string> {
  const document = parseDocument(text);
  const { byMessage } = runRules(document, configuration, line => {
    throw new Error(line);
  });
  const byLine = new Map<number, string>();
  for (const [index, findings] of byMessage.entries()) {
    for (const { severity, rule, start, message } of findings) {
      if (ignored.includes(severity)) continue;
      const { line } = positionOf(document, index, start);
      byLine.set(line, `${byLine.get(line) ?? ''}line ${line + 1} ${severity} ${rule}: ${message}\n`);
    }
  }
  return byLine;
}

/** Errors, warnings and notes: what a clean file has none of. A hint says what could be nicer. */
export const findingsOf = (text: string): string[] => [...findingsByLine(text, ['hint']).values()];

/** Errors and warnings: a single message cannot help that others are missing, which is a note. */
export const faultsOf = (text: string): string[] => [...findingsByLine(text, ['hint', 'info']).values()];
