/**
 * `workspace/diagnostic`: the findings of the `.sip` files of the workspace that are not open; those that are open the
 * client asks for one by one. A request that has nothing new to say is answered when something changes, so that clients
 * may ask again and again.
 */

import type {
  CancellationToken,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnosticsOf, showAgain } from './diagnose.ts';
import { isInside, type Session } from './session.ts';
import { type ClosedFile, fileKey, type WorkspaceFolder } from './workspaceFolder.ts';

type Report = WorkspaceDocumentDiagnosticReport;

/** What the client has, by `fileKey`. */
type Known = ReadonlyMap<string, { readonly uri: string; readonly value: string }>;

type Send = (report: Report) => void;

export function registerWorkspaceDiagnostics(session: Session): void {
  const { diagnostics } = session.connection.languages;
  diagnostics.onWorkspace((params, token, _progress, partial) =>
    session.guard.runAsync<WorkspaceDiagnosticReport>(token, { items: [] }, 'workspace diagnostics', () =>
      answer(session, params, token, partial && (items => partial.report(items))),
    ),
  );
}

async function answer(
  session: Session,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
  stream: ((part: WorkspaceDiagnosticReportPartialResult) => void) | undefined,
): Promise<WorkspaceDiagnosticReport> {
  const known: Known = new Map(params.previousResultIds.map(one => [fileKey(one.uri), one]));
  token.onCancellationRequested(() => session.workspace.wake());
  for (;;) {
    const change = session.workspace.change();
    const items: Report[] = [];
    let isNew = false;
    await reportAll(session, known, token, report => {
      isNew ||= report.kind === 'full';
      if (stream && report.kind === 'full') stream({ items: [report] });
      else items.push(report);
    });
    // The first answer to a client that knows nothing is never held back.
    if (isNew || known.size === 0 || token.isCancellationRequested) return { items };
    await change;
  }
}

/** Reports every file that is not open. */
async function reportAll(session: Session, known: Known, token: CancellationToken, send: Send): Promise<void> {
  const { workspace, client } = session;
  await workspace.list(!client.registersWatchedFiles);
  const files = [...workspace.folders].flatMap(folder =>
    [...folder.closed].flatMap(file => (isWanted(session, file.uri) ? [{ folder, file }] : [])),
  );
  for (const { folder, file } of files) {
    if (token.isCancellationRequested) return;
    await session.guard.runAsync(token, undefined, 'workspace diagnostics', async () => {
      await folder.check(file);
    });
  }
  // Only now is known what other files say about the calls of each.
  showAgain(session, workspace.settle(undefined));
  const gone = new Map(known);
  for (const { folder, file } of files) {
    gone.delete(fileKey(file.uri));
    send(await reportOf(session, folder, file, known));
  }
  for (const { uri } of gone.values()) {
    // An open document has findings of its own, which stay.
    if (!workspace.isOpen(uri)) send({ uri, version: null, kind: 'full', items: [] });
  }
}

/** A file beside one that was opened alone is no part of the workspace. */
function isWanted(session: Session, uri: string): boolean {
  return (
    session.client.roots.some(root => isInside(fileKey(uri), fileKey(root))) &&
    session.settingsOf(uri).diagnostics.workspace
  );
}

let reports = 0;

async function reportOf(session: Session, folder: WorkspaceFolder, file: ClosedFile, known: Known): Promise<Report> {
  const document = await folder.check(file);
  const configuration = await session.configurations.load(file.uri);
  const findings = document.findings(configuration);
  if (file.report?.findings !== findings) {
    const items = diagnosticsOf(session, document, configuration);
    const text = JSON.stringify(items);
    const id = file.report?.text === text ? file.report.id : String(++reports);
    file.report = { id, findings, items, text };
  }
  const { uri } = file;
  const { id: resultId, items } = file.report;
  if (known.get(fileKey(uri))?.value === resultId) return { uri, version: null, kind: 'unchanged', resultId };
  return { uri, version: null, kind: 'full', resultId, items };
}
