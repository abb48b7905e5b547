/** One folder of `.sip` files: the open ones as they are typed, the others as they are on the disk. */

import type { Diagnostic } from '../features/types.ts';
import { Folder } from '../rules/folder.ts';
import type { DocumentFindings } from '../rules/run.ts';
import { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

/** A folder with more is a collection of tests; what is over takes no part in anything. */
const MOST_FILES = 500;
/** Octets: of one file, and of all that are not open. */
const LARGEST_FILE = 1_000_000;
const LARGEST_FOLDER = 10_000_000;

/** A file that is not open. */
export interface ClosedFile {
  readonly uri: string;
  readonly text: string;
  /** Found by a quick look, so that only files that matter to an open one are parsed. */
  readonly callIds: ReadonlySet<string>;
  /** Once somebody asked for its findings. */
  document: OpenDocument | undefined;
  /** What the client was told last. */
  report: FileReport | undefined;
}

/** The diagnostics of a file, and their text to see whether others are any different. */
export interface FileReport {
  readonly id: string;
  readonly findings: DocumentFindings;
  readonly items: Diagnostic[];
  readonly text: string;
}

const CALL_ID = /^(?:Call-ID|i)[ \t]*:[ \t]*(\S+)/gim;

export class WorkspaceFolder {
  readonly uri: string;
  readonly folder = new Folder();
  readonly #session: Session;
  /** By `fileKey`. */
  readonly #closed = new Map<string, ClosedFile>();
  #octets = 0;
  #loading: Promise<void> | undefined;

  constructor(uri: string, session: Session) {
    this.uri = uri;
    this.#session = session;
  }

  get closed(): Iterable<ClosedFile> {
    return this.#closed.values();
  }

  /** Lists the folder and reads its files; once, unless `again`. */
  load(again = false): Promise<void> {
    if (again) this.#loading = undefined;
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<void> {
    const entries = (await this.#session.environment.readFolder?.(this.uri)) ?? [];
    const files = entries.filter(({ kind, size }) => kind === 'file' && size <= LARGEST_FILE).slice(0, MOST_FILES);
    const uris = files.map(({ name }) => `${this.uri}/${encodeURIComponent(name)}`);
    const keys = new Set(uris.map(fileKey));
    for (const { uri } of [...this.#closed.values()]) if (!keys.has(fileKey(uri))) this.forget(uri);
    await Promise.all(uris.map(uri => this.read(uri)));
  }

  /** Reads a file that is not open, again when it was read before. */
  async read(uri: string): Promise<void> {
    const text = (await this.#session.environment.readFile?.(uri)) ?? undefined;
    // Somebody opened it meanwhile.
    if (this.#session.workspace.isOpen(uri)) return;
    const known = this.#closed.get(fileKey(uri));
    if (known !== undefined && known.text === text) return;
    this.forget(uri);
    if (text === undefined || text.length > LARGEST_FILE || this.#octets + text.length > LARGEST_FOLDER) return;
    this.#octets += text.length;
    const callIds = new Set([...text.matchAll(CALL_ID)].flatMap(([, callId]) => callId ?? []));
    // What the client knows of it stays known, so that it hears of the change and of nothing else.
    const report = known?.report;
    this.#closed.set(fileKey(uri), { uri: known?.uri ?? uri, text, callIds, document: undefined, report });
  }

  /** The file is gone, or open now. */
  forget(uri: string): void {
    const known = this.#closed.get(fileKey(uri));
    if (known === undefined) return;
    this.#octets -= known.text.length;
    this.#closed.delete(fileKey(uri));
    if (known.document !== undefined) this.folder.remove(known.uri);
  }

  /** Checks the files that share a Call-ID with a document, so that its own findings are right. */
  async checkRelatives(document: OpenDocument): Promise<void> {
    for (const file of [...this.#closed.values()]) {
      if ([...file.callIds].some(callId => document.runner.messagesOf(callId).length > 0)) await this.check(file);
    }
  }

  /** Runs the rules over a file that is not open, between the events. */
  async check(file: ClosedFile): Promise<OpenDocument> {
    const { configurations, environment, guard } = this.#session;
    const document = file.document ?? new OpenDocument(file.uri, 0, file.text, line => guard.tell(line));
    const configuration = await configurations.load(file.uri);
    while (!document.check(configuration)) await new Promise<void>(resolve => environment.later(resolve));
    if (file.document === undefined && this.#closed.get(fileKey(file.uri)) === file) {
      file.document = document;
      this.folder.put(file.uri, document);
    }
    return document;
  }
}

/** One name for one file, however a client escapes its uri. */
export function fileKey(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // No octets of UTF-8: the uri itself is all there is.
    return uri;
  }
}
