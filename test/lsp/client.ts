/** A language client in a few lines: the real server as a process, JSON-RPC over its standard input and output. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  PublishDiagnosticsParams,
  ServerCapabilities,
  TextEdit,
} from 'vscode-languageserver-protocol';

const root = path.resolve(import.meta.dirname, '../..');
/** The bundle that ships; `npm run build` makes it. */
const bundle = path.join(root, 'server/dist/server.js');

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  readonly rootUri?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Answers to the server's own requests, by method. */
  readonly answers?: Readonly<Record<string, (params: Asked) => unknown>>;
}

/** What the server's own requests carry, as far as tests look at it. */
export interface Asked {
  readonly uri?: string;
  readonly name?: string;
  readonly edit?: { readonly documentChanges: readonly { readonly edits: readonly TextEdit[] }[] };
}

/** What every editor of the last years can do. */
export const USUAL_CAPABILITIES: ClientCapabilities = {
  textDocument: { completion: { completionItem: { snippetSupport: true } }, publishDiagnostics: {} },
};

export class Client {
  readonly connection: MessageConnection;
  capabilities: ServerCapabilities = {};
  /** Everything that the server wrote to its log or showed, and its standard error output. */
  readonly log: string[] = [];
  readonly shown: string[] = [];
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #published: PublishDiagnosticsParams[] = [];
  #waiting: (() => void)[] = [];
  /** Rejects when the server ends. */
  readonly #ended: Promise<never>;

  private constructor(process: ChildProcessWithoutNullStreams) {
    this.#process = process;
    this.#ended = new Promise((_, reject) => {
      process.once('exit', code => reject(new Error(`The server ended with ${code}: ${this.log.join('')}`)));
    });
    this.#ended.catch(() => {});
    // A crash prints the line that threw, which is half the bundle.
    process.stderr.on('data', data => this.log.push(String(data).slice(-2000)));
    this.connection = createMessageConnection(
      new StreamMessageReader(process.stdout),
      new StreamMessageWriter(process.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.push(params);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
    });
    this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.shown.push(message);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.connection.onRequest('client/registerCapability', () => null);
  }

  static async start(options: ClientOptions = {}, context?: TestContext): Promise<Client> {
    if (!existsSync(bundle)) throw new Error(`${bundle} does not exist; npm run build makes it.`);
    const environment = { ...process.env, ...options.environment };
    const client = new Client(spawn(process.execPath, [bundle, '--stdio'], { env: environment }));
    context?.after(() => client.kill());
    for (const [method, answer] of Object.entries(options.answers ?? {}))
      client.connection.onRequest(method, (params: Asked) => answer(params));
    client.connection.listen();
    const folder = options.rootUri;
    const result = await client.#alive<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: folder ?? null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'test' }],
      capabilities: options.capabilities ?? USUAL_CAPABILITIES,
      initializationOptions: options.initializationOptions,
    });
    client.capabilities = result.capabilities;
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Ends the server the way the protocol asks and gives its exit code. */
  async stop(): Promise<number | null> {
    await this.#alive('shutdown', undefined);
    const exited = new Promise<number | null>(resolve => this.#process.once('exit', resolve));
    await this.connection.sendNotification('exit');
    const code = await exited;
    this.connection.dispose();
    return code;
  }

  /** For a test that failed: a server that lives on would keep the tests from ending. */
  kill(): void {
    this.connection.dispose();
    this.#process.kill();
  }

  async open(uri: string, text: string, languageId = 'sip-message'): Promise<void> {
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(uri: string, version: number, ...contentChanges: readonly object[]): Promise<void> {
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  request<R>(method: string, params: object): Promise<R> {
    return this.#alive<R>(method, params);
  }

  /** The answer, or an error when the server ends instead. */
  #alive<R>(method: string, params: object | undefined): Promise<R> {
    const answer = params ? this.connection.sendRequest<R>(method, params) : this.connection.sendRequest<R>(method);
    return Promise.race([answer, this.#ended]);
  }

  /** The error of a request that is cancelled in the same write, so that the server never sees one without the other. */
  async cancelled(method: string, params: object): Promise<{ code: number; message: string } | undefined> {
    const id = 'cancelled';
    const frames = [
      { jsonrpc: '2.0', id, method, params },
      { jsonrpc: '2.0', method: '$/cancelRequest', params: { id } },
    ].map(message => {
      const text = JSON.stringify(message);
      return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
    });
    const answered = new Promise<string>(resolve => {
      const look = (data: Buffer): void => {
        const found = /\{"jsonrpc":"2\.0","id":"cancelled".*\}/.exec(String(data));
        if (!found) return;
        this.#process.stdout.off('data', look);
        resolve(found[0]);
      };
      this.#process.stdout.on('data', look);
    });
    this.#process.stdin.write(frames.join(''));
    return JSON.parse(await Promise.race([answered, this.#ended])).error;
  }

  /** The next diagnostics of a document that the server has published, or publishes from now on. */
  async published(uri: string): Promise<Diagnostic[]> {
    for (;;) {
      const at = this.#published.findIndex(params => params.uri === uri);
      if (at >= 0) return this.#published.splice(at, 1)[0]?.diagnostics ?? [];
      await this.#news();
    }
  }

  /** The next message that the server shows to the person. */
  async message(): Promise<string> {
    for (;;) {
      const message = this.shown.shift();
      if (message !== undefined) return message;
      await this.#news();
    }
  }

  /** Resolves at the next notification. */
  #news(): Promise<void> {
    return Promise.race([new Promise<void>(resolve => this.#waiting.push(resolve)), this.#ended]);
  }
}
