/** textDocument/codeLens: what can be run from a REGISTER, above its start-line. */

import type { SipDocument } from '../syntax/document.ts';
import { startLineOf } from '../syntax/views.ts';
import type { CommandSet } from './commands.ts';
import { insertCommand, runFlowCommand } from './commands.ts';
import { rangeAt } from './locate.ts';
import { transactionsOf } from './transactions.ts';
import type { CodeLens } from './types.ts';
import { eachMessage } from './walk.ts';

export function codeLenses(document: SipDocument, uri: string, commands: CommandSet): CodeLens[] {
  if (!document.isSip) return [];
  const { responses } = transactionsOf(document);
  const lenses: CodeLens[] = [];
  eachMessage(document, (message, index) => {
    const line = startLineOf(message);
    if (line?.type !== 'request' || line.method !== 'REGISTER') return;
    const range = rangeAt(document, index, line);
    const run = runFlowCommand(commands, uri, range.start);
    lenses.push({ range, command: { ...run, title: `▶ ${run.title}` } });
    // An answered REGISTER has its challenge already.
    if (!responses.has(index)) lenses.push({ range, command: insertCommand(commands, uri, range.start) });
  });
  return lenses;
}
