import { EventEmitter, type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { LIVE_REPORT, type LiveReport } from '../../../server/src/common/protocol.ts';
import { startExtension } from '../common/extension.ts';
import type { Server } from '../common/server.ts';
import { registerLive } from './live.ts';

/** Desktop and remote hosts: the server is a child process. */
class ProcessClient extends LanguageClient {
  /** Failures are shown by `Server`, once; the library would add a notification of its own to each. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const run = {
    module: Uri.joinPath(context.extensionUri, 'server/dist/server.js').fsPath,
    transport: TransportKind.ipc,
  };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  const reports = new EventEmitter<LiveReport>();
  const commandContext = startExtension(
    context,
    options => new ProcessClient('sipwright', 'sipwright', { run, debug }, options),
    client => client.onNotification(LIVE_REPORT, (report: LiveReport) => reports.fire(report)),
  );
  ({ server } = commandContext);
  context.subscriptions.push(reports, ...registerLive(commandContext, reports.event));
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
