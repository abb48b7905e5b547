/** `sipwright format`: writes header fields as the editor's formatter does; what they say stays. */

import { formatted } from '../../common/features/formatting.ts';
import { parseDocument } from '../../common/syntax/document.ts';
import type { CliIo } from './io.ts';
import { rewriteFiles } from './rewrite.ts';

export function runFormat(args: string[], io: CliIo): number {
  return rewriteFiles(args, io, {
    name: 'format',
    description: 'Writes header fields in one way: registered names, one space after the colon. "-" prints the text.',
    words: { one: 'change', many: 'changes', none: 'nothing to format' },
    rewrite: text => formatted(parseDocument(text)),
  });
}
