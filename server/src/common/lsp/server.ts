/** The language server: life cycle, documents, configuration. What it can do is in `features.ts` and its neighbours. */

import type {
  Connection,
  InitializeParams,
  InitializeResult,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  MessageType,
} from 'vscode-languageserver';
import { CONFIGURATION_CHANGED } from '../protocol.ts';
import { registerBench } from './bench.ts';
import { CAPABILITIES } from './capabilities.ts';
import { CONFIGURATION_FILE, isConfigurationFile, PRIVATE_CONFIGURATION_FILE } from './configurations.ts';
import { push, refresh, registerDiagnostics, showAgain } from './diagnose.ts';
import { LARGEST_DOCUMENT, OpenDocument, OpenText } from './documents.ts';
import { registerFeatures } from './features.ts';
import { registerFlows } from './flows.ts';
import { registerImporting } from './importing.ts';
import type { Environment } from './session.ts';
import { clientOf, Session } from './session.ts';
import { readSettings } from './settings.ts';
import { registerSimulator } from './simulator.ts';
import { registerTests } from './tests.ts';
import { registerWorkspaceDiagnostics } from './workspaceDiagnostics.ts';

export type { Environment } from './session.ts';

/** Serves one connection until the client ends it; what the platform adds to it registers itself at the session. */
export function startServer(connection: Connection, environment: Environment): Session {
  const session = new Session(connection, environment);
  connection.onInitialize(params => initialize(session, params));
  connection.onInitialized(() => initialized(session));
  connection.onShutdown(() => {});
  registerDocuments(session);
  registerConfiguration(session);
  registerDiagnostics(session);
  registerWorkspaceDiagnostics(session);
  registerFeatures(session);
  registerFlows(session);
  registerSimulator(session);
  registerBench(session);
  registerTests(session);
  registerImporting(session);
  connection.listen();
  return session;
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
    if (client.registersWatchedFiles) {
      const configuration = `**/{${CONFIGURATION_FILE},${PRIVATE_CONFIGURATION_FILE}}`;
      const globs = [...(client.readsConfiguration ? [] : [configuration]), '**/*.sip'];
      const watchers = globs.map(globPattern => ({ globPattern }));
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (client.tellsFolders) connection.workspace.onDidChangeWorkspaceFolders(event => foldersChanged(session, event));
    await loadSettings(session);
  });
}

function foldersChanged(session: Session, { added, removed }: WorkspaceFoldersChangeEvent): void {
  const gone = new Set(removed.map(folder => folder.uri));
  const roots = [...session.client.roots.filter(root => !gone.has(root)), ...added.map(folder => folder.uri)];
  session.client = { ...session.client, roots };
  session.sent(session.workspace.list(true).then(() => loadSettings(session)));
}

/** Asks for the settings of the window and of each workspace folder: a folder may have its own. */
async function loadSettings(session: Session): Promise<void> {
  const { client, connection } = session;
  if (!client.workspaceConfiguration) return;
  const section = 'sipwright';
  const [own, ...ofFolders] = await connection.workspace.getConfiguration([
    { section },
    ...client.roots.map(scopeUri => ({ scopeUri, section })),
  ]);
  takeSettings(session, own, new Map(client.roots.map((root, index) => [root, ofFolders[index] ?? own])));
}

function takeSettings(session: Session, section: unknown, ofFolders: ReadonlyMap<string, unknown> = new Map()): void {
  const settings = readSettings(section);
  const folderSettings = [...ofFolders].map(([root, one]) => [root, readSettings(one)] as const);
  const before = JSON.stringify([session.settings, [...session.folderSettings]]);
  if (JSON.stringify([settings, folderSettings]) === before) return;
  session.settings = settings;
  session.folderSettings = new Map(folderSettings);
  refresh(session);
}

/** Text of the documents. The library's own handling is not used, see `documents.ts`. */
function registerDocuments(session: Session): void {
  const { connection, documents, texts, guard } = session;
  const log = (line: string): void => guard.tell(line);
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) =>
    guard.run(undefined, undefined, 'open', () => {
      if (isConfigurationFile(uri)) {
        texts.set(uri, new OpenText(text));
        configurationChanged(session);
        return;
      }
      const document = new OpenDocument(uri, version, text, log);
      documents.set(uri, document);
      session.workspace.opened(document);
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
      if (!documents.delete(uri)) return;
      if (!session.client.pullsDiagnostics) session.sent(connection.sendDiagnostics({ uri, diagnostics: [] }));
      session.sent(session.workspace.closed(uri).then(others => showAgain(session, others)));
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
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ uri }) => isConfigurationFile(uri))) configurationChanged(session);
    for (const { uri } of changes) {
      if (!/\.sip$/i.test(uri)) continue;
      session.sent(session.workspace.fileChanged(uri).then(others => showAgain(session, others)));
    }
  });
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
