/** Runs from a message: the requests of our client, and the same as commands that any editor can execute. */

import type { CancellationToken } from 'vscode-languageserver';
import { MessageType } from 'vscode-languageserver';
import { SERVER_COMMANDS } from '../features/commands.ts';
import { insertionBelow } from '../features/insertion.ts';
import { placeAt } from '../features/locate.ts';
import type { InsertParams, InsertResult, RunFlowResult } from '../protocol.ts';
import { INSERT_CHALLENGE_AND_ANSWER } from '../protocol.ts';
import { challengeAndAnswer } from '../sim/challengeAndAnswer.ts';
import { benchCommandOf, executeBench } from './bench.ts';
import { runFlow } from './runFlow.ts';
import type { Opened, Session } from './session.ts';
import { targetOf } from './target.ts';

const NOT_OPEN = 'This document is not open, or it is too large to be worked with.';
const NO_MESSAGE = 'There is no SIP message at the cursor.';

/** The challenge and the answer to it as text, and where it goes: behind the message. */
function insertion({ document, sip, configuration }: Opened, { position }: InsertParams): InsertResult {
  const place = placeAt(sip, position);
  if (!place) return { ok: false, message: NO_MESSAGE };
  const made = challengeAndAnswer(place.message, configuration);
  if ('error' in made) return { ok: false, message: made.error.message };
  return { ok: true, version: document.version, ...insertionBelow(sip, place.index, made.text) };
}

export function registerFlows(session: Session): void {
  const { connection } = session;
  const notOpen = { ok: false, message: NOT_OPEN } as const;
  const failed = { ok: false, message: 'The run failed; the log of the language server says where.' } as const;
  const answer = <P extends { uri: string }, R>(
    what: string,
    params: P,
    token: CancellationToken,
    work: (opened: Opened, params: P) => R,
  ) => {
    if (!session.documents.get(params.uri)?.sip) return notOpen;
    return session.withConfiguration<R | typeof failed>(params.uri, token, failed, what, opened =>
      work(opened, params),
    );
  };
  connection.onRequest<InsertResult, void>(
    INSERT_CHALLENGE_AND_ANSWER,
    (params: InsertParams, token: CancellationToken) => answer('insert challenge and answer', params, token, insertion),
  );
  connection.onExecuteCommand(({ command, arguments: args = [] }, token) =>
    session.guard.runAsync(token, null, command, async () => {
      const [uri, position] = args;
      const target = targetOf({ uri, position });
      if (!target) {
        session.show(MessageType.Warning, `${command} needs the uri of an open document and a position.`);
        return null;
      }
      const bench = benchCommandOf(command);
      if (bench) return executeBench(session, bench, target, token);
      if (command === SERVER_COMMANDS.runFlow) {
        const result = await runFlow(session, target, token);
        showOutcome(session, result);
        return result;
      }
      if (command !== SERVER_COMMANDS.insertChallengeAndAnswer) return null;
      await insert(session, target.uri, await answer('insert challenge and answer', target, token, insertion));
      return null;
    }),
  );
}

function showOutcome(session: Session, result: RunFlowResult): void {
  if (!result.ok) {
    session.show(MessageType.Warning, result.message);
    return;
  }
  const { status, code, reason } = result.outcome;
  const why = result.because.map(each => `${each.message} (${each.spec})`).join(' ');
  session.show(
    MessageType.Info,
    `${result.title}: ${status}${code === undefined ? '' : ` (${code})`}. ${reason} ${why}`,
  );
}

async function insert(session: Session, uri: string, result: InsertResult): Promise<void> {
  if (!result.ok) {
    session.show(MessageType.Warning, result.message);
    return;
  }
  const { position, text } = result;
  const edits = [{ range: { start: position, end: position }, newText: text }];
  const edit = { documentChanges: [{ textDocument: { uri, version: result.version }, edits }] };
  const { applied } = await session.connection.workspace.applyEdit({ label: 'Insert challenge and answer', edit });
  if (!applied) session.show(MessageType.Warning, 'The editor did not insert the text.');
}
