/** The authentication bench: the requests of our client, and the same as commands that any editor can execute. */

import type { CancellationToken } from 'vscode-languageserver';
import { MessageType } from 'vscode-languageserver';
import type { BenchCommand, BenchInput } from '../features/bench/index.ts';
import { isEdit, isReport, makeEdits, makeReport } from '../features/bench/index.ts';
import { SERVER_COMMANDS } from '../features/commands.ts';
import type { ComputeEditParams, ComputeEditResult, ReportParams, ReportResult } from '../protocol.ts';
import { COMPUTE_EDIT, SHOW_REPORT } from '../protocol.ts';
import type { Opened, Session } from './session.ts';
import type { Target } from './target.ts';
import { targetOf } from './target.ts';

type Refused = { readonly ok: false; readonly message: string };

const NOT_OPEN: Refused = { ok: false, message: 'This document is not open, or it is too large to be worked with.' };
const FAILED: Refused = { ok: false, message: 'This failed; the log of the language server says where.' };
const MALFORMED: Refused = { ok: false, message: 'The request has no uri, no position, or an unknown name.' };

export function registerBench(session: Session): void {
  const { connection } = session;
  connection.onRequest<ReportResult, void>(SHOW_REPORT, (params: ReportParams, token: CancellationToken) =>
    report(session, params.report, targetOf(params), token),
  );
  connection.onRequest<ComputeEditResult, void>(COMPUTE_EDIT, (params: ComputeEditParams, token: CancellationToken) =>
    edit(session, params.edit, targetOf(params), token),
  );
}

function report(
  session: Session,
  name: unknown,
  target: Target | undefined,
  token: CancellationToken,
): ReportResult | Promise<ReportResult> {
  if (!target || !isReport(name)) return MALFORMED;
  return atTarget<ReportResult>(session, name, target, token, opened => {
    const made = makeReport(name, inputOf(session, opened, target));
    return 'refused' in made ? { ok: false, message: made.refused } : { ok: true, ...made };
  });
}

function edit(
  session: Session,
  name: unknown,
  target: Target | undefined,
  token: CancellationToken,
): ComputeEditResult | Promise<ComputeEditResult> {
  if (!target || !isEdit(name)) return MALFORMED;
  return atTarget<ComputeEditResult>(session, name, target, token, opened => {
    const made = makeEdits(name, inputOf(session, opened, target));
    if ('refused' in made) return { ok: false, message: made.refused };
    return { ok: true, version: opened.document.version, edits: made };
  });
}

function atTarget<R>(
  session: Session,
  what: string,
  { uri }: Target,
  token: CancellationToken,
  work: (opened: Opened) => R,
): R | Refused | Promise<R | Refused> {
  if (!session.documents.get(uri)?.sip) return NOT_OPEN;
  return session.withConfiguration<R | Refused>(uri, token, FAILED, what, work);
}

function inputOf(session: Session, { sip, configuration }: Opened, { position }: Target): BenchInput {
  const random = (octets: number): Uint8Array => session.environment.randomBytes(octets);
  return { document: sip, position, configuration, random, deadline: () => session.deadline() };
}

/** The command of the bench behind an id of `workspace/executeCommand`. */
export function benchCommandOf(command: string): BenchCommand | undefined {
  const name = Object.entries(SERVER_COMMANDS).find(([, id]) => id === command)?.[0];
  return isReport(name) || isEdit(name) ? name : undefined;
}

/**
 * For editors other than VS Code: an edit is applied, a report is shown as a message and given back. A confidential one
 * is given back only, since editors keep a log of their messages.
 */
export async function executeBench(
  session: Session,
  name: BenchCommand,
  target: Target,
  token: CancellationToken,
): Promise<ReportResult | null> {
  if (isReport(name)) {
    const result = await report(session, name, target, token);
    if (!result.ok) session.show(MessageType.Warning, result.message);
    else if (!result.confidential) session.show(MessageType.Info, result.text);
    return result;
  }
  const result = await edit(session, name, target, token);
  if (!result.ok) {
    session.show(MessageType.Warning, result.message);
    return null;
  }
  const { version, edits } = result;
  const documentChanges = [{ textDocument: { uri: target.uri, version }, edits: [...edits] }];
  const { applied } = await session.connection.workspace.applyEdit({ label: name, edit: { documentChanges } });
  if (!applied) session.show(MessageType.Warning, 'The editor did not change the text.');
  return null;
}
