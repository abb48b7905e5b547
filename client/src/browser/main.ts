import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ShutdownMode } from 'vscode-languageclient/browser';
import { startExtension } from '../common/extension.ts';
import type { Server } from '../common/server.ts';

/** vscode.dev and other browsers: the server is a web worker. */
class WorkerClient extends LanguageClient {
  readonly #worker: Worker;

  constructor(worker: Worker, options: LanguageClientOptions) {
    super('sipwright', 'sipwright', worker, options);
    this.#worker = worker;
  }

  /** Failures are shown by `Server`, once; the library would add a notification of its own to each. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  /** The library leaves the worker running, which a hung server would do for ever. */
  protected override async shutdown(mode: ShutdownMode, timeout?: number): Promise<void> {
    try {
      await super.shutdown(mode, timeout);
    } finally {
      this.#worker.terminate();
    }
  }
}

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'server/dist/engine.js').toString(true);
  ({ server } = startExtension(context, options => new WorkerClient(new Worker(script), options)));
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
