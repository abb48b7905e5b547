/** What the handlers share: the connection, what the client can do, the open documents and their configuration. */

import type { CancellationToken, ClientCapabilities, Connection } from 'vscode-languageserver';
import { type MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { Configuration } from '../config/configuration.ts';
import type { CommandSet } from '../features/commands.ts';
import { CLIENT_COMMANDS, SERVER_COMMANDS } from '../features/commands.ts';
import type { ConfigurationFiles } from '../protocol.ts';
import { READ_CONFIGURATION, READ_SECRET } from '../protocol.ts';
import type { SipDocument } from '../syntax/document.ts';
import { Configurations, findConfigurationFiles } from './configurations.ts';
import type { OpenDocument, OpenText } from './documents.ts';
import { Guard } from './guard.ts';
import { RunStore } from './runStore.ts';
import type { Settings } from './settings.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { Workspace } from './workspace.ts';

/** A `.sip` file, with its size in octets, or a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
}

/** What the platform gives: common code has neither files nor randomness of its own. */
export interface Environment {
  randomBytes(count: number): Uint8Array;
  /** Calls back when the events that wait have been handled. */
  later(work: () => void): void;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Text of a file by uri, null when there is none; absent where there are no files (web worker). */
  readFile?(uri: string): Promise<string | null>;
  /** The `.sip` files and the folders in a folder, none when it cannot be read; absent where there are no files. */
  readFolder?(uri: string): Promise<readonly FolderEntry[]>;
  /** Value of `${secret:name}` outside of VS Code: an environment variable. */
  readSecret?(name: string): string | undefined;
}

/** What the client said in `initialize`, as far as it matters here. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesLenses: boolean;
  readonly snippets: boolean;
  readonly workspaceConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchedFiles: boolean;
  readonly readsConfiguration: boolean;
  readonly tellsFolders: boolean;
  readonly roots: readonly string[];
}

export function clientOf(
  capabilities: ClientCapabilities,
  roots: readonly string[],
  readsConfiguration: boolean,
): Client {
  const { textDocument, workspace } = capabilities;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    workspaceConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    readsConfiguration,
    tellsFolders: workspace?.workspaceFolders === true,
    roots,
  };
}

/** A document with its tree and the configuration that applies to it. */
export interface Opened {
  readonly document: OpenDocument;
  readonly sip: SipDocument;
  readonly configuration: Configuration;
}

/** Whether a uri lies in a folder. */
export function isInside(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Milliseconds. */
const SEARCH_TIME = 40;

export class Session {
  readonly connection: Connection;
  readonly environment: Environment;
  readonly guard: Guard;
  readonly configurations: Configurations;
  readonly documents = new Map<string, OpenDocument>();
  /** The files of their folders, open or not. */
  readonly workspace: Workspace;
  /** Open configuration files, by uri. */
  readonly texts = new Map<string, OpenText>();
  readonly runs = new RunStore();
  client: Client = clientOf({}, [], false);
  settings: Settings = DEFAULT_SETTINGS;
  /** By uri of a workspace folder; empty for clients that have one set of settings. */
  folderSettings: ReadonlyMap<string, Settings> = new Map();

  constructor(connection: Connection, environment: Environment) {
    this.connection = connection;
    this.environment = environment;
    this.guard = new Guard(connection.console);
    this.workspace = new Workspace(this);
    this.configurations = new Configurations({
      readFiles: uri => this.#readFiles(uri),
      readSecret: name => this.#readSecret(name),
      settingsOf: uri => this.settingsOf(uri),
      publish: (uri, diagnostics) => this.sent(connection.sendDiagnostics({ uri, diagnostics })),
      report: (what, error) => this.guard.report(what, error),
    });
  }

  /** The settings of the innermost workspace folder around a document, otherwise those of the window. */
  settingsOf(uri: string): Settings {
    let found = '';
    for (const root of this.folderSettings.keys()) if (root.length > found.length && isInside(uri, root)) found = root;
    return this.folderSettings.get(found) ?? this.settings;
  }

  /** A message to the client that failed is logged; an unhandled rejection would end the process. */
  sent(message: Promise<void>): void {
    message.catch(error => this.guard.report('sending', error));
  }

  /** Shows a sentence to the person. Not by the library's `window`: it asks, and a client that cannot answer ends us. */
  show(type: MessageType, message: string): void {
    this.sent(this.connection.sendNotification(ShowMessageNotification.type, { type, message }));
  }

  /** Our own client has the commands itself and opens what comes out of them; other editors run the server's. */
  get commands(): CommandSet {
    return this.client.readsConfiguration ? CLIENT_COMMANDS : SERVER_COMMANDS;
  }

  /** Turns true when the search for a cause has taken as long as a person waits for a hover without noticing. */
  deadline(): () => boolean {
    const end = this.environment.now() + SEARCH_TIME;
    return () => this.environment.now() > end;
  }

  /** Answers with what `work` makes of the document's current text; `empty` for a file that is not open or too large. */
  withText<T>(
    uri: string,
    token: CancellationToken,
    empty: T,
    what: string,
    work: (sip: SipDocument, document: OpenDocument) => T,
  ): T {
    const document = this.documents.get(uri);
    const sip = document?.sip;
    return sip ? this.guard.run(token, empty, what, () => work(sip, document)) : empty;
  }

  /** The same with the configuration; at once when it has been read before. */
  withConfiguration<T>(
    uri: string,
    token: CancellationToken,
    empty: T,
    what: string,
    work: (opened: Opened) => T,
  ): T | Promise<T> {
    const known = this.configurations.known(uri);
    const run = (configuration: Configuration): T =>
      this.withText(uri, token, empty, what, (sip, document) => work({ document, sip, configuration }));
    return known ? run(known) : this.configurations.load(uri).then(run);
  }

  async #readFiles(uri: string): Promise<ConfigurationFiles> {
    if (this.client.readsConfiguration)
      return this.connection.sendRequest<ConfigurationFiles>(READ_CONFIGURATION, { uri });
    return findConfigurationFiles(uri, this.client.roots, async file => {
      return this.texts.get(file)?.text ?? (await this.environment.readFile?.(file)) ?? null;
    });
  }

  async #readSecret(name: string): Promise<string | undefined> {
    if (!this.client.readsConfiguration) return this.environment.readSecret?.(name);
    return (await this.connection.sendRequest<string | null>(READ_SECRET, { name })) ?? undefined;
  }
}
