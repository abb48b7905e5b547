/** `sipwright fix`: applies the repairs that are certain, as the editor's "fix all" does. */

import type { Configuration } from '../../common/config/configuration.ts';
import { applyFixes } from '../../common/features/fixAll.ts';
import { runRules } from '../../common/rules/run.ts';
import { parseDocument } from '../../common/syntax/document.ts';
import type { CliIo } from './io.ts';
import { rewriteFiles } from './rewrite.ts';

/** A repair can uncover another one; this many rounds are enough for any chain that ends. */
const ROUNDS = 10;

export function runFix(args: string[], io: CliIo): number {
  return rewriteFiles(args, io, {
    name: 'fix',
    description: 'Applies the repairs that are certain. "-" prints the repaired text.',
    words: { one: 'repair', many: 'repairs', none: 'nothing to repair' },
    rewrite: repair,
  });
}

/** Applies the repairs again and again, until nothing is left to do. */
function repair(text: string, configuration: Configuration): { readonly text: string; readonly changes: number } {
  let current = text;
  let fixes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const document = parseDocument(current);
    const applied = applyFixes(document, runRules(document, configuration));
    if (applied.fixes === 0) break;
    current = applied.text;
    fixes += applied.fixes;
  }
  return { text: current, changes: fixes };
}
