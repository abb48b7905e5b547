import { type ExtensionContext, window, workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  CONFIGURATION_CHANGED,
  type InitializationOptions,
  READ_CONFIGURATION,
  READ_SECRET,
} from '../../../server/src/common/protocol.ts';
import type { CommandContext } from './commands/context.ts';
import { registerCommands } from './commands/index.ts';
import { readConfiguration, watchConfiguration } from './configurationFiles.ts';
import { LadderPanel } from './ladder/panel.ts';
import { LANGUAGE_ID } from './language.ts';
import { registerPasteImport } from './pasteImport.ts';
import { REPORT_SCHEME, Reports } from './reports.ts';
import { Runs } from './runs.ts';
import { readSecret } from './secrets.ts';
import { type CreateClient, Server } from './server.ts';
import { createStatusItem } from './statusItem.ts';
import { TestExplorer } from './testExplorer.ts';
import { traceLog } from './traceLog.ts';
import { TRANSCRIPT_SCHEME } from './transcriptUri.ts';

/**
 * Registers everything and starts the server without waiting for it: requests wait until it runs. `prepare` adds what
 * only one platform has to each client before it starts.
 */
export function startExtension(
  context: ExtensionContext,
  createClient: CreateClient,
  prepare: (client: BaseLanguageClient) => void = () => {},
): CommandContext {
  const log = window.createOutputChannel('sipwright', { log: true });
  const answer = (client: BaseLanguageClient) => {
    prepare(client);
    client.onRequest(READ_CONFIGURATION, ({ uri }: { uri: string }) => readConfiguration(uri, log));
    client.onRequest(
      READ_SECRET,
      async ({ name }: { name: string }) => (await readSecret(context.secrets, name)) ?? null,
    );
  };
  const initializationOptions: InitializationOptions = { readsConfiguration: true };
  const options: LanguageClientOptions = {
    // Of every scheme: files, untitled and virtual ones. Configuration files are not among them, since the features
    // (formatting, completion) would then compete with those of JSON; the server gets their text by READ_CONFIGURATION.
    documentSelector: [{ language: LANGUAGE_ID }],
    initializationOptions,
    traceOutputChannel: traceLog(log),
  };
  const server = new Server(createClient, options, answer, log);
  const runs = new Runs(server, context.workspaceState);
  const reports = new Reports();
  const ladder = new LadderPanel(context.extensionUri, runs, log);
  const commandContext: CommandContext = {
    server,
    runs,
    reports,
    ladder,
    log,
    secrets: context.secrets,
    extensionUri: context.extensionUri,
  };
  const configurationChanged = () => server.notify(CONFIGURATION_CHANGED, {});
  context.subscriptions.push(
    log,
    server,
    runs,
    reports,
    ladder,
    workspace.registerTextDocumentContentProvider(REPORT_SCHEME, reports),
    workspace.registerTextDocumentContentProvider(TRANSCRIPT_SCHEME, runs),
    ...createStatusItem(server),
    new TestExplorer(server),
    ...registerPasteImport(server),
    ...watchConfiguration(configurationChanged),
    context.secrets.onDidChange(configurationChanged),
    ...registerCommands(commandContext),
  );
  void server.start();
  return commandContext;
}
