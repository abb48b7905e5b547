/** textDocument/codeLens, above start-lines: what can be run from a REGISTER, and what the bench does with credentials. */

import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { firstHeader, startLineOf } from '../syntax/views.ts';
import type { BenchCommand } from './bench/index.ts';
import type { CommandSet } from './commands.ts';
import { benchCommand, insertCommand, runFlowCommand } from './commands.ts';
import { rangeAt } from './locate.ts';
import type { RunFailure } from './runFailure.ts';
import { transactionsOf } from './transactions.ts';
import type { CodeLens } from './types.ts';
import { eachMessage } from './walk.ts';

export function codeLenses(document: SipDocument, uri: string, commands: CommandSet, failure?: RunFailure): CodeLens[] {
  if (!document.isSip) return [];
  const { responses } = transactionsOf(document);
  const lenses: CodeLens[] = [];
  let hasCredentials = false;
  eachMessage(document, (message, index) => {
    const line = startLineOf(message);
    if (!line) return;
    const range = rangeAt(document, index, line);
    if (line.type === 'request' && line.method === 'REGISTER') {
      const run = runFlowCommand(commands, uri, range.start);
      lenses.push({ range, command: { ...run, title: `▶ ${run.title}` } });
      // An answered REGISTER has its challenge already.
      if (!responses.has(index)) lenses.push({ range, command: insertCommand(commands, uri, range.start) });
    }
    if (failure?.message === message) lenses.push(...failureLens(document, index, failure, uri, commands));
    const names = benchLenses(message);
    // Once in a file, where it begins to matter.
    if (names.length > 0 && !hasCredentials) names.push('verifyCredentials');
    hasCredentials ||= names.length > 0;
    for (const name of names) lenses.push({ range, command: benchCommand(commands, name, uri, range.start) });
  });
  return lenses;
}

/** Above the header that decided: how the run ended, and why. */
function failureLens(
  document: SipDocument,
  index: number,
  { message, outcome }: RunFailure,
  uri: string,
  commands: CommandSet,
): CodeLens[] {
  const cause = outcome.because.find(each => each.range !== undefined) ?? outcome.because[0];
  const line = startLineOf(message);
  const span = cause?.range ?? line;
  if (cause === undefined || span === undefined || line === undefined) return [];
  const end = outcome.code === undefined ? outcome.status : `${outcome.code} ${outcome.reason}`;
  const title = `✗ ${end}: ${cause.message} (${cause.spec})`;
  const { start } = rangeAt(document, index, line);
  const command = { title, command: commands.showFailure, arguments: [uri, start] };
  return [{ range: rangeAt(document, index, span), command }];
}

/** What fits the headers of a message; an empty nonce (the first REGISTER in IMS) has nothing to compute. */
function benchLenses(message: SipMessage): BenchCommand[] {
  const challenge = firstHeader(message, 'WWW-Authenticate') ?? firstHeader(message, 'Proxy-Authenticate');
  const answer = firstHeader(message, 'Authorization') ?? firstHeader(message, 'Proxy-Authorization');
  const secured = firstHeader(message, 'Security-Server') ?? firstHeader(message, 'Security-Verify');
  const isAka = challenge !== undefined && /algorithm\s*=\s*"?AKAv/i.test(challenge.raw);
  const isAnswer = answer !== undefined && /nonce\s*=\s*"?[^",\s]/i.test(answer.raw);
  return [
    ...(isAka ? (['decodeNonce'] as const) : []),
    ...(isAnswer ? (['computeResponse'] as const) : []),
    ...(secured ? (['saTable'] as const) : []),
  ];
}
