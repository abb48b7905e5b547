/** The language server: life cycle, documents, configuration. What it can do is in `features.ts` and its neighbours. */

import type { Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  MessageType,
} from 'vscode-languageserver';
import { CONFIGURATION_CHANGED } from '../protocol.ts';
import { registerBench } from './bench.ts';
import { CAPABILITIES } from './capabilities.ts';
import { CONFIGURATION_FILE, isConfigurationFile, PRIVATE_CONFIGURATION_FILE } from './configurations.ts';
import { push, refresh, registerDiagnostics } from './diagnose.ts';
import { LARGEST_DOCUMENT, OpenDocument, OpenText } from './documents.ts';
import { registerFeatures } from './features.ts';
import { registerFlows } from './flows.ts';
import type { Environment } from './session.ts';
import { clientOf, Session } from './session.ts';
import { readSettings } from './settings.ts';

export type { Environment } from './session.ts';

/** Serves one connection until the client ends it. */
export function startServer(connection: Connection, environment: Environment): void {
  const session = new Session(connection, environment);
  connection.onInitialize(params => initialize(session, params));
  connection.onInitialized(() => initialized(session));
  connection.onShutdown(() => {});
  registerDocuments(session);
  registerConfiguration(session);
  registerDiagnostics(session);
  registerFeatures(session);
  registerFlows(session);
  registerBench(session);
  connection.listen();
}

function initialize(session: Session, params: InitializeParams): InitializeResult {
  const roots = params.workspaceFolders?.map(folder => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  const options: unknown = params.initializationOptions;
  const readsConfiguration =
    typeof options === 'object' && options !== null && Reflect.get(options, 'readsConfiguration') === true;
  session.client = clientOf(params.capabilities, roots, readsConfiguration);
  return { capabilities: CAPABILITIES, serverInfo: { name: 'sipwright' } };
}

async function initialized(session: Session): Promise<void> {
  const { connection, client } = session;
  await session.guard.runAsync(undefined, undefined, 'registration', async () => {
    if (client.registersConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'sipwright' });
    }
    if (client.registersWatchedFiles && !client.readsConfiguration) {
      const globPattern = `**/{${CONFIGURATION_FILE},${PRIVATE_CONFIGURATION_FILE}}`;
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern }] });
    }
    await loadSettings(session);
  });
}

async function loadSettings(session: Session): Promise<void> {
  if (!session.client.workspaceConfiguration) return;
  takeSettings(session, await session.connection.workspace.getConfiguration('sipwright'));
}

function takeSettings(session: Session, section: unknown): void {
  const before = JSON.stringify(session.settings);
  session.settings = readSettings(section);
  if (JSON.stringify(session.settings) === before) return;
  session.configurations.setSeverities(session.settings.rules);
  refresh(session);
}

/** Text of the documents. The library's own handling is not used, see `documents.ts`. */
function registerDocuments(session: Session): void {
  const { connection, documents, texts, guard } = session;
  const log = (line: string): void => connection.console.error(line);
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) =>
    guard.run(undefined, undefined, 'open', () => {
      if (isConfigurationFile(uri)) {
        texts.set(uri, new OpenText(text));
        configurationChanged(session);
        return;
      }
      const document = new OpenDocument(uri, version, text, log);
      documents.set(uri, document);
      if (!document.sip) tellTooLarge(session, uri);
      push(session, document);
    }),
  );
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
    guard.run(undefined, undefined, 'change', () => {
      const document = documents.get(uri);
      if (document) {
        const fitted = document.sip !== undefined;
        document.change(version, contentChanges);
        if (fitted && !document.sip) tellTooLarge(session, uri);
        push(session, document);
        return;
      }
      texts.get(uri)?.change(contentChanges);
      if (texts.has(uri)) configurationChanged(session);
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
    guard.run(undefined, undefined, 'close', () => {
      if (texts.delete(uri)) configurationChanged(session);
      if (documents.delete(uri) && !session.client.pullsDiagnostics) {
        session.sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
      }
    }),
  );
}

function tellTooLarge(session: Session, uri: string): void {
  session.show(
    MessageType.Warning,
    `${uri.slice(uri.lastIndexOf('/') + 1).replaceAll('%20', ' ')} has more than ${LARGEST_DOCUMENT / 1_000_000} million characters, so sipwright does not check it. Cut out the part that you work on.`,
  );
}

function registerConfiguration(session: Session): void {
  const { connection } = session;
  connection.onNotification(CONFIGURATION_CHANGED, () => configurationChanged(session));
  connection.onDidChangeWatchedFiles(() => configurationChanged(session));
  connection.onDidChangeConfiguration(({ settings }) =>
    session.guard.runAsync(undefined, undefined, 'settings', async () => {
      if (session.client.workspaceConfiguration) return loadSettings(session);
      // Clients without `workspace/configuration` send the section itself, some of them inside its name.
      const section: unknown = settings;
      const inner = typeof section === 'object' && section !== null ? Reflect.get(section, 'sipwright') : undefined;
      takeSettings(session, inner ?? section);
    }),
  );
}

function configurationChanged(session: Session): void {
  session.configurations.changed();
  refresh(session);
}
