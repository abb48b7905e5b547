import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  l10n,
  type Memento,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import {
  INSPECT_EVENT,
  type InspectEventParams,
  type InspectEventResult,
  RUN_FLOW,
  type RunFlowParams,
  type RunFlowResult,
} from '../../../server/src/common/protocol.ts';
import type { Server } from './server.ts';
import { sourceOf, transcriptParts } from './transcriptUri.ts';

/** A run that ended, whatever its outcome. */
export interface Run {
  readonly transcriptUri: Uri;
  readonly source: Uri;
  readonly origin: Origin;
  readonly result: Extract<RunFlowResult, { ok: true }>;
}
export type RunResult = { readonly run: Run } | { readonly refused: Extract<RunFlowResult, { ok: false }> };

/** Where and how a run starts; kept for the next window. */
export type Origin = Pick<RunFlowParams, 'position' | 'flow' | 'faults' | 'isOwn'>;

const STORAGE_KEY = 'runs';
const REMEMBERED = 20;

/**
 * The latest run of each authored document, and its transcript as a read-only document. A run is a pure function of the
 * document, so after a reload it is simply run again.
 */
export class Runs implements TextDocumentContentProvider, Disposable {
  readonly #server: Server;
  readonly #storage: Memento;
  readonly #runs = new Map<string, Run>();
  readonly #contentChanged = new EventEmitter<Uri>();
  #latest: Run | undefined;

  readonly onDidChange = this.#contentChanged.event;

  constructor(server: Server, storage: Memento) {
    this.#server = server;
    this.#storage = storage;
  }

  get latest(): Run | undefined {
    return this.#latest;
  }

  /** @throws as `Server.request` does. */
  async run(source: Uri, origin: Origin, token?: CancellationToken): Promise<RunResult> {
    // The server only knows open documents.
    await workspace.openTextDocument(source);
    const params: RunFlowParams = { uri: source.toString(), ...origin };
    const result = await this.#server.request<RunFlowResult>(RUN_FLOW, params, token);
    if (!result.ok) return { refused: result };
    const run = this.keep(source, origin, result, 'run');
    await this.#remember(run.transcriptUri.toString(), { ...origin, flow: result.flow });
    return { run };
  }

  /** A run that has ended; `kind` tells its transcript from others of the same document. */
  keep(source: Uri, origin: Origin, result: Run['result'], kind: string): Run {
    const run: Run = { transcriptUri: Uri.from(transcriptParts(source.toString(), kind)), source, origin, result };
    this.#runs.set(run.transcriptUri.toString(), run);
    this.#latest = run;
    this.#contentChanged.fire(run.transcriptUri);
    return run;
  }

  /** The run behind a transcript; run again when this window has not run it yet, undefined when that is impossible. */
  async load(transcriptUri: Uri): Promise<Run | undefined> {
    const key = transcriptUri.toString();
    const known = this.#runs.get(key);
    if (known) return known;
    const source = sourceOf(key);
    const origin = this.#remembered()[key];
    if (source === undefined || !origin) return undefined;
    const outcome = await this.run(Uri.parse(source, true), origin).catch(() => undefined);
    return outcome && 'run' in outcome ? outcome.run : undefined;
  }

  /** What is known after an event of a run. */
  inspect({ result }: Run, n: number): Promise<InspectEventResult> {
    const params: InspectEventParams = { run: result.run, n };
    return this.#server.request<InspectEventResult>(INSPECT_EVENT, params);
  }

  /** The latest run from a document. */
  of(source: Uri): Run | undefined {
    return this.get(Uri.from(transcriptParts(source.toString())));
  }

  /** The run whose transcript this is, if this window knows it. */
  get(transcriptUri: Uri): Run | undefined {
    return this.#runs.get(transcriptUri.toString());
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const run = await this.load(uri);
    return (
      run?.result.transcript ?? `# ${l10n.t('This run cannot be repeated: run the flow again from its message.')}\n`
    );
  }

  dispose(): void {
    this.#contentChanged.dispose();
  }

  #remembered(): Readonly<Record<string, Origin>> {
    return this.#storage.get<Record<string, Origin>>(STORAGE_KEY, {});
  }

  async #remember(key: string, origin: Origin): Promise<void> {
    const others = Object.entries(this.#remembered()).filter(([other]) => other !== key);
    await this.#storage.update(STORAGE_KEY, Object.fromEntries([...others.slice(1 - REMEMBERED), [key, origin]]));
  }
}
