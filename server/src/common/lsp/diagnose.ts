/** Diagnostics, pulled by clients that can and pushed to the others; the same list either way. */

import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import { CodeLensRefreshRequest } from 'vscode-languageserver';
import type { Configuration } from '../config/configuration.ts';
import { diagnostics, type FindElsewhere } from '../features/diagnostics.ts';
import type { Diagnostic } from '../features/types.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

export function diagnosticsOf(session: Session, document: OpenDocument, configuration: Configuration): Diagnostic[] {
  if (!document.sip) return [];
  const elsewhere: FindElsewhere = message => session.workspace.find(document.uri, message);
  const all = diagnostics(document.sip, document.findingsAndFailure(configuration), document.uri, elsewhere);
  const { maxProblems } = session.settingsOf(document.uri).diagnostics;
  return all.length > maxProblems ? all.slice(0, maxProblems) : all;
}

/** What was sent last, for documents of which something else than their own text changed. */
const sent = new WeakMap<OpenDocument, readonly Diagnostic[]>();

/** Sends the diagnostics of a document to a client that does not pull. */
export function push(session: Session, document: OpenDocument): void {
  if (session.client.pullsDiagnostics) return;
  const send = (configuration: Configuration): void => {
    // Closed or changed in the meantime: whoever did that sends its own.
    if (session.documents.get(document.uri) !== document) return;
    publish(session, document, found(session, document, configuration));
    checkRest(session, document, configuration);
    if (document.isChecked) session.sent(askOthers(session, document, configuration));
  };
  const known = session.configurations.known(document.uri);
  if (known) send(known);
  else session.sent(session.configurations.load(document.uri).then(send));
}

function found(session: Session, document: OpenDocument, configuration: Configuration): Diagnostic[] {
  return session.guard.run(undefined, [], 'diagnostics', () => diagnosticsOf(session, document, configuration));
}

function publish(session: Session, { uri, version }: OpenDocument, diagnostics: Diagnostic[]): void {
  const document = session.documents.get(uri);
  if (document) sent.set(document, diagnostics);
  session.sent(session.connection.sendDiagnostics({ uri, version, diagnostics }));
}

/**
 * The other files of the folder, once they are read, may know better about calls that they have parts of; and they may
 * have other findings now themselves.
 */
async function askOthers(session: Session, document: OpenDocument, configuration: Configuration): Promise<void> {
  const { sip } = document;
  const before = document.findings(configuration);
  await session.workspace.ready(document);
  if (session.documents.get(document.uri) !== document || document.sip !== sip) return;
  const others = session.workspace.settle(document);
  if (document.findings(configuration) !== before) pushNews(session, document, configuration);
  showAgain(session, others);
}

/** Sends the diagnostics only when they are not those that were sent last. */
function pushNews(session: Session, document: OpenDocument, configuration: Configuration): void {
  const news = found(session, document, configuration);
  if (JSON.stringify(news) !== JSON.stringify(sent.get(document))) publish(session, document, news);
}

/** Documents that other files gave other findings. */
export function showAgain(session: Session, documents: readonly OpenDocument[]): void {
  const { client, configurations, connection } = session;
  if (!client.pullsDiagnostics) {
    for (const document of documents) {
      const configuration = configurations.known(document.uri);
      if (configuration) pushNews(session, document, configuration);
    }
  } else if (documents.length > 0 && client.refreshesDiagnostics) {
    session.sent(connection.languages.diagnostics.refresh());
  }
}

/** Checks what is left of a large file between the events, and sends the diagnostics again when it is done. */
function checkRest(session: Session, document: OpenDocument, configuration: Configuration): void {
  if (document.isChecked || waiting.has(document)) return;
  waiting.add(document);
  session.environment.later(() => {
    waiting.delete(document);
    if (session.documents.get(document.uri) !== document) return;
    const isDone = session.guard.run(undefined, true, 'diagnostics', () => document.check(configuration));
    if (isDone) push(session, document);
    else checkRest(session, document, configuration);
  });
}

/** Documents that are checked further as soon as the events that wait are handled. */
const waiting = new WeakSet<OpenDocument>();

/** Everything that depends on configuration or settings is shown anew. */
export function refresh(session: Session): void {
  const { connection, client } = session;
  session.workspace.wake();
  if (client.pullsDiagnostics) {
    if (client.refreshesDiagnostics) session.sent(connection.languages.diagnostics.refresh());
  } else for (const document of session.documents.values()) push(session, document);
  if (client.refreshesInlayHints) session.sent(connection.languages.inlayHint.refresh());
}

/** What a run found in a document is shown, or no longer. */
export function refreshRun(session: Session, document: OpenDocument): void {
  const { connection, client } = session;
  if (!client.pullsDiagnostics) push(session, document);
  else if (client.refreshesDiagnostics) session.sent(connection.languages.diagnostics.refresh());
  if (client.refreshesLenses) session.sent(connection.sendRequest(CodeLensRefreshRequest.type));
}

export function registerDiagnostics(session: Session): void {
  session.connection.languages.diagnostics.on(async ({ textDocument: { uri } }, token) => {
    // A client that pulls waits for all of them; what is typed meanwhile cancels the request.
    while (
      await session.withConfiguration(uri, token, false, 'diagnostics', ({ document, configuration }) => {
        return !document.check(configuration);
      })
    ) {
      await new Promise<void>(resolve => session.environment.later(resolve));
    }
    const document = session.documents.get(uri);
    if (document?.isChecked && !token.isCancellationRequested) {
      await session.workspace.ready(document);
      showAgain(session, session.workspace.settle(document));
    }
    return session.withConfiguration<DocumentDiagnosticReport>(
      uri,
      token,
      { kind: 'full', items: [] },
      'diagnostics',
      ({ document, configuration }) => ({ kind: 'full', items: diagnosticsOf(session, document, configuration) }),
    );
  });
}
