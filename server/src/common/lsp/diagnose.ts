/** Diagnostics, pulled by clients that can and pushed to the others; the same list either way. */

import type { DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Configuration } from '../config/configuration.ts';
import { diagnostics } from '../features/diagnostics.ts';
import type { Diagnostic } from '../features/types.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

function diagnosticsOf(session: Session, document: OpenDocument, configuration: Configuration): Diagnostic[] {
  if (!document.sip) return [];
  const all = diagnostics(document.sip, document.findings(configuration), document.uri);
  const { maxProblems } = session.settings.diagnostics;
  return all.length > maxProblems ? all.slice(0, maxProblems) : all;
}

/** Sends the diagnostics of a document to a client that does not pull. */
export function push(session: Session, document: OpenDocument): void {
  if (session.client.pullsDiagnostics) return;
  const send = (configuration: Configuration): void => {
    // Closed or changed in the meantime: whoever did that sends its own.
    if (session.documents.get(document.uri) !== document) return;
    const found = session.guard.run(undefined, [], 'diagnostics', () =>
      diagnosticsOf(session, document, configuration),
    );
    session.sent(
      session.connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: found }),
    );
    checkRest(session, document, configuration);
  };
  const known = session.configurations.known(document.uri);
  if (known) send(known);
  else session.sent(session.configurations.load(document.uri).then(send));
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
  if (client.pullsDiagnostics) {
    if (client.refreshesDiagnostics) session.sent(connection.languages.diagnostics.refresh());
  } else for (const document of session.documents.values()) push(session, document);
  if (client.refreshesInlayHints) session.sent(connection.languages.inlayHint.refresh());
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
    return session.withConfiguration<DocumentDiagnosticReport>(
      uri,
      token,
      { kind: 'full', items: [] },
      'diagnostics',
      ({ document, configuration }) => ({ kind: 'full', items: diagnosticsOf(session, document, configuration) }),
    );
  });
}
