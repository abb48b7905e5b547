import {
  type CancellationToken,
  Disposable,
  Location,
  l10n,
  Range,
  RelativePattern,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  TestRunRequest,
  type TextDocument,
  tests,
  type Uri,
  workspace,
} from 'vscode';
import {
  type ExpectationItem,
  FIND_EXPECTATIONS,
  type FindExpectationsParams,
  type Range as ProtocolRange,
  RUN_FLOW,
  type RunFlowParams,
  type RunFlowResult,
} from '../../../server/src/common/protocol.ts';
import { LANGUAGE_ID } from './language.ts';
import { causeText, outcomeText } from './outcome.ts';
import type { Server } from './server.ts';

/** Files beyond this number stay undiscovered until they are opened. */
const MOST_FILES = 2000;
const TYPING_PAUSE_MS = 400;

/** The flow tree of the Test Explorer: a file with `# @expect` is an item, each such directive one beneath it. */
export class TestExplorer implements Disposable {
  readonly controller: TestController;
  readonly #server: Server;
  readonly #items = new WeakMap<TestItem, ExpectationItem>();
  readonly #typing = new Map<string, ReturnType<typeof setTimeout>>();
  /** Runs that go on: each asks for its items again when their file is saved. */
  readonly #continuous = new Set<TestRunRequest>();
  readonly #listeners: Disposable;
  /** The explorer asked for all files before the server ran. */
  #isWanted = false;

  constructor(server: Server) {
    this.#server = server;
    this.controller = tests.createTestController('sipwright.flows', l10n.t('SIP flows'));
    this.controller.resolveHandler = item => (item?.uri ? this.#readFile(item.uri) : this.#discover());
    this.controller.refreshHandler = () => this.#discover();
    const run = (request: TestRunRequest, token: CancellationToken) => this.#handle(request, token);
    this.controller.createRunProfile(l10n.t('Run'), TestRunProfileKind.Run, run, true, undefined, true);
    const watcher = workspace.createFileSystemWatcher('**/*.sip');
    this.#listeners = Disposable.from(
      this.controller,
      watcher,
      watcher.onDidCreate(uri => void this.#readFile(uri)),
      watcher.onDidChange(uri => void this.#readFile(uri)),
      watcher.onDidDelete(uri => this.controller.items.delete(uri.toString())),
      workspace.onDidOpenTextDocument(document => void this.#readDocument(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#typed(document)),
      workspace.onDidSaveTextDocument(document => void this.#saved(document)),
      server.onDidChangeState(state => {
        if (state === 'running') void (this.#isWanted ? this.#discover() : this.#readEditors());
      }),
    );
  }

  async #discover(): Promise<void> {
    this.#isWanted = this.#server.state !== 'running';
    if (this.#isWanted) return;
    for (const [id] of [...this.controller.items]) this.controller.items.delete(id);
    const folders = workspace.workspaceFolders ?? [];
    const patterns = folders.map(folder => new RelativePattern(folder, '**/*.sip'));
    const found = await Promise.all(
      patterns.map(pattern => workspace.findFiles(pattern, '**/node_modules/**', MOST_FILES)),
    );
    for (const uri of found.flat()) await this.#readFile(uri);
    await this.#readEditors();
  }

  async #readEditors(): Promise<void> {
    for (const document of workspace.textDocuments) await this.#readDocument(document);
  }

  async #readFile(uri: Uri): Promise<void> {
    const open = workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
    if (open) return this.#readDocument(open);
    try {
      await this.#show(uri, new TextDecoder().decode(await workspace.fs.readFile(uri)));
    } catch {
      // Gone or not readable.
      this.controller.items.delete(uri.toString());
    }
  }

  async #readDocument(document: TextDocument): Promise<void> {
    const isAuthored = document.uri.scheme !== 'git' && !document.uri.scheme.startsWith('sipwright-');
    if (document.languageId === LANGUAGE_ID && isAuthored) await this.#show(document.uri, document.getText());
  }

  async #show(uri: Uri, text: string): Promise<void> {
    // It is asked again when it runs.
    if (this.#server.state !== 'running') return;
    const id = uri.toString();
    const params: FindExpectationsParams = { text };
    const found = text.includes('@expect')
      ? await this.#server.request<ExpectationItem[]>(FIND_EXPECTATIONS, params).catch(() => [])
      : [];
    if (found.length === 0) {
      this.controller.items.delete(id);
      return;
    }
    // The same item for the same file: it keeps its results.
    let file = this.controller.items.get(id);
    if (!file) {
      file = this.controller.createTestItem(id, workspace.asRelativePath(uri), uri);
      this.controller.items.add(file);
    }
    const known = new Map<string, number>();
    file.children.replace(found.map((each, index) => this.#itemOf(uri, each, index, known)));
  }

  /** Goes by what it says, not by its place, so that results stay where they belong when lines move. */
  #itemOf(uri: Uri, found: ExpectationItem, index: number, known: Map<string, number>): TestItem {
    const { label, expected, flow, range } = found;
    const name = [label, expected, flow].join(' ');
    const count = (known.get(name) ?? 0) + 1;
    known.set(name, count);
    const item = this.controller.createTestItem(`${name} ${count}`, label, uri);
    item.description = flow === undefined ? expected : `${expected} (${flow})`;
    item.sortText = String(index).padStart(6, '0');
    item.range = rangeOf(range);
    this.#items.set(item, found);
    return item;
  }

  #typed(document: TextDocument): void {
    if (document.languageId !== LANGUAGE_ID) return;
    const key = document.uri.toString();
    clearTimeout(this.#typing.get(key));
    this.#typing.set(
      key,
      setTimeout(() => {
        this.#typing.delete(key);
        void this.#readDocument(document);
      }, TYPING_PAUSE_MS),
    );
  }

  async #saved(document: TextDocument): Promise<void> {
    await this.#readDocument(document);
    const file = this.controller.items.get(document.uri.toString());
    if (!file) return;
    for (const request of this.#continuous) {
      const touched = this.#testsOf(request).filter(item => item.parent === file);
      if (touched.length > 0) await this.#run(new TestRunRequest(touched, [], request.profile));
    }
  }

  async #handle(request: TestRunRequest, token: CancellationToken): Promise<void> {
    if (request.continuous !== true) return this.#run(request);
    this.#continuous.add(request);
    token.onCancellationRequested(() => this.#continuous.delete(request));
  }

  async #run(request: TestRunRequest): Promise<void> {
    // What was typed a moment ago counts.
    for (const document of workspace.textDocuments) {
      if (this.#typing.has(document.uri.toString())) await this.#readDocument(document);
    }
    const run = this.controller.createTestRun(request);
    const items = this.#testsOf(request);
    for (const item of items) run.enqueued(item);
    for (const item of items) {
      if (run.token.isCancellationRequested) run.skipped(item);
      else await this.#runOne(run, item);
    }
    run.end();
  }

  /** The directives that a request is about, in the order of the tree. A file stands for its directives as they are now. */
  #testsOf({ include, exclude = [] }: TestRunRequest): TestItem[] {
    const isExcluded = (item: TestItem): boolean =>
      exclude.some(each => each.id === item.id && each.uri?.toString() === item.uri?.toString());
    const wanted = include ?? [...this.controller.items].map(([, item]) => item);
    return wanted.flatMap(item => {
      const file = this.controller.items.get(item.uri?.toString() ?? '');
      const children = file ? [...file.children].map(([, child]) => child) : [];
      const own = item.parent ? children.filter(child => child.id === item.id) : children;
      return isExcluded(item) ? [] : own.filter(child => !isExcluded(child));
    });
  }

  async #runOne(run: TestRun, item: TestItem): Promise<void> {
    const found = this.#items.get(item);
    if (!found || !item.uri) return;
    run.started(item);
    const start = Date.now();
    try {
      // The server only knows open documents.
      await workspace.openTextDocument(item.uri);
      const params: RunFlowParams = {
        uri: item.uri.toString(),
        position: found.range.start,
        expected: found.expected,
        ...(found.flow === undefined ? {} : { flow: found.flow }),
      };
      const result = await this.#server.request<RunFlowResult>(RUN_FLOW, params, run.token);
      const messages = messagesOf(found, result, item.uri);
      const passed = result.ok && messages.length === 0;
      if (result.ok) run.appendOutput(`${item.label}: ${outputOf(result)}\r\n`, undefined, item);
      if (passed) run.passed(item, Date.now() - start);
      else if (result.ok) run.failed(item, messages, Date.now() - start);
      else run.errored(item, messages, Date.now() - start);
    } catch (error) {
      if (run.token.isCancellationRequested) run.skipped(item);
      else run.errored(item, new TestMessage(error instanceof Error ? error.message : String(error)));
    }
  }

  dispose(): void {
    for (const timer of this.#typing.values()) clearTimeout(timer);
    this.#listeners.dispose();
  }
}

/** Expected and actual end at the directive, and each cause at the text that led to it. */
function messagesOf(found: ExpectationItem, result: RunFlowResult, uri: Uri): TestMessage[] {
  if (!result.ok) {
    const message = new TestMessage(result.message);
    message.location = new Location(uri, rangeOf(result.range ?? found.range));
    return [message];
  }
  if (result.difference === undefined) return [];
  const causes = result.because.map(causeText);
  const { code, reason, status } = result.outcome;
  const actual = code === undefined || !/^\d/.test(found.expected) ? status : `${code} ${reason}`;
  const message = TestMessage.diff([result.difference, ...causes].join('\n'), found.expected, actual);
  message.location = new Location(uri, rangeOf(found.range));
  const atCauses = result.because.flatMap(cause => {
    if (!cause.range) return [];
    const one = new TestMessage(causeText(cause));
    one.location = new Location(uri, rangeOf(cause.range));
    return [one];
  });
  return [message, ...atCauses];
}

function outputOf(result: Extract<RunFlowResult, { ok: true }>): string {
  return `${result.title}: ${outcomeText(result.outcome, [])} ${result.because.map(causeText).join(' ')}`.trim();
}

function rangeOf({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
