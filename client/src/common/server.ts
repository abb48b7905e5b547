import { type CancellationToken, type Disposable, EventEmitter, type LogOutputChannel, l10n, window } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';

export type ServerState = 'starting' | 'running' | 'stopped' | 'failed';
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** A second crash within this time is reported instead of answered by another restart. */
const CRASH_WINDOW_MS = 3 * 60 * 1000;

/** The request found no running server; the user has been told. */
export class ServerUnavailable extends Error {}

/**
 * The life of the language server: start, one silent restart after a crash, and one clear message when it stays down.
 *
 * Each start makes a new client, since the library cannot start a client again whose first start failed.
 */
export class Server implements Disposable {
  readonly #create: CreateClient;
  readonly #options: LanguageClientOptions;
  readonly #prepare: (client: BaseLanguageClient) => void;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<ServerState>();
  #client: BaseLanguageClient | undefined;
  #state: ServerState = 'stopped';
  #lastCrash = Number.NEGATIVE_INFINITY;

  readonly onDidChangeState = this.#changed.event;

  /** `prepare` adds the request handlers to a client that has not started yet. */
  constructor(
    create: CreateClient,
    options: LanguageClientOptions,
    prepare: (client: BaseLanguageClient) => void,
    log: LogOutputChannel,
  ) {
    this.#create = create;
    this.#options = options;
    this.#prepare = prepare;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Resolves when the server runs or has failed; a failure is shown to the user, never thrown. */
  async start(): Promise<void> {
    if (this.#client) return;
    this.#setState('starting');
    let client: BaseLanguageClient | undefined;
    try {
      client = this.#create({
        ...this.#options,
        outputChannel: this.#log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        // The error itself arrives from `start`.
        initializationFailedHandler: () => false,
        errorHandler: this.#errorHandler(() => client),
      });
      this.#client = client;
      this.#prepare(client);
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Stopped) this.#lost(client);
      });
      await client.start();
      if (this.#client === client) this.#setState('running');
    } catch (error) {
      this.#log.error(l10n.t('The SIP language server did not start: {0}', String(error)));
      if (this.#client !== client) return;
      this.#drop(client);
      this.#fail();
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    this.#lastCrash = Number.NEGATIVE_INFINITY;
    await this.start();
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#setState('stopped');
    // A client that is just starting, or has failed, refuses to stop: there is nothing left to end then.
    await client?.dispose().catch(error => this.#log.debug(String(error)));
  }

  /** @throws ServerUnavailable when the server is down; the library's error when the request fails or is cancelled. */
  async request<R>(method: string, params: object, token?: CancellationToken): Promise<R> {
    const client = this.#client;
    if (!client) {
      this.#showFailure();
      throw new ServerUnavailable(method);
    }
    return client.sendRequest<R>(method, params, token);
  }

  /** Nothing happens while the server is down: it asks for everything again when it starts. */
  notify(method: string, params: object): void {
    if (this.#state !== 'running') return;
    this.#client?.sendNotification(method, params).catch(error => this.#log.warn(`${method}: ${String(error)}`));
  }

  dispose(): void {
    void this.stop();
    this.#changed.dispose();
  }

  #errorHandler(client: () => BaseLanguageClient | undefined): ErrorHandler {
    return {
      error: (_error, _message, count) => {
        if (count && count <= 3) return { action: ErrorAction.Continue, handled: true };
        this.#lost(client());
        return { action: ErrorAction.Shutdown, handled: true };
      },
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    };
  }

  /** The connection of a client that should be running is gone. */
  #lost(client: BaseLanguageClient | undefined): void {
    if (!client || this.#client !== client) return;
    const wasRunning = this.#state === 'running';
    this.#drop(client);
    const now = Date.now();
    const again = now - this.#lastCrash < CRASH_WINDOW_MS;
    this.#lastCrash = now;
    if (!wasRunning || again) {
      this.#fail();
      return;
    }
    this.#log.warn(l10n.t('The SIP language server stopped unexpectedly and is started again.'));
    void this.start();
  }

  #drop(client: BaseLanguageClient | undefined): void {
    this.#client = undefined;
    client?.dispose().catch(error => this.#log.debug(String(error)));
  }

  #fail(): void {
    if (this.#state === 'failed') return;
    this.#setState('failed');
    this.#showFailure();
  }

  #showFailure(): void {
    const restart = l10n.t('Restart');
    const showOutput = l10n.t('Show Output');
    const message = l10n.t('The SIP language server is not running: files are not checked and flows cannot run.');
    void window.showErrorMessage(message, restart, showOutput).then(choice => {
      if (choice === restart) void this.restart();
      if (choice === showOutput) this.#log.show();
    });
  }

  #setState(state: ServerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#changed.fire(state);
  }
}
