/**
 * The folders in which somebody works. Messages of one Call-ID that stand in several files of a folder are checked
 * together (`rules/together.ts`), so an edit of one file may change the findings of another.
 */

import type { Elsewhere } from '../features/diagnostics.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';
import { fileKey, WorkspaceFolder } from './workspaceFolder.ts';

/** So many folders are looked through for files that are not open. */
const MOST_FOLDERS = 300;
/** Of other programs, and often large. */
const FOREIGN_FOLDER = /^(?:\..*|node_modules)$/;

export class Workspace {
  readonly #session: Session;
  /** By uri, without a slash at the end. */
  readonly #folders = new Map<string, WorkspaceFolder>();
  #listing: Promise<void> | undefined;
  #waiting: (() => void)[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  isOpen(uri: string): boolean {
    const key = fileKey(uri);
    return this.#session.documents.has(uri) || [...this.#session.documents.keys()].some(one => fileKey(one) === key);
  }

  /** Every folder that is known by now. */
  get folders(): Iterable<WorkspaceFolder> {
    return this.#folders.values();
  }

  opened(document: OpenDocument): void {
    const folder = this.#folderOf(document.uri);
    folder?.forget(document.uri);
    folder?.folder.put(document.uri, document);
    this.wake();
  }

  /** A document was closed: from now on its file counts as it is on the disk. */
  closed(uri: string): Promise<readonly OpenDocument[]> {
    this.#folderOf(uri)?.folder.remove(uri);
    return this.fileChanged(uri);
  }

  /** A file was made, changed or removed; gives the open documents that may have other findings now. */
  async fileChanged(uri: string): Promise<readonly OpenDocument[]> {
    const folder = this.#folderOf(uri);
    if (folder === undefined || this.isOpen(uri)) return [];
    await folder.load();
    await folder.read(uri);
    for (const document of this.#session.documents.values()) {
      if (this.#folderOf(document.uri) === folder) await folder.checkRelatives(document);
    }
    this.wake();
    return this.settle(undefined);
  }

  /** Waits until the files that share a Call-ID with a document are read and checked. */
  async ready(document: OpenDocument): Promise<void> {
    const folder = this.#folderOf(document.uri);
    if (folder === undefined) return;
    await folder.load();
    if (document.isChecked) await folder.checkRelatives(document);
  }

  /**
   * Looks again at the calls that changed, wherever they go on. Gives the open documents whose findings may be others
   * now, besides the one that was just checked.
   */
  settle(document: OpenDocument | undefined): readonly OpenDocument[] {
    const others: OpenDocument[] = [];
    const folder = document && this.#folderOf(document.uri);
    let concernsClosed = false;
    for (const each of document === undefined ? this.#folders.values() : folder === undefined ? [] : [folder]) {
      for (const name of each.folder.settle()) {
        const open = this.#session.documents.get(name);
        if (open === undefined) concernsClosed = true;
        else if (open !== document) others.push(open);
      }
    }
    if (concernsClosed) this.wake();
    return others;
  }

  /** A message of another file in the folder of a document. */
  find(uri: string, message: SipMessage): Elsewhere | undefined {
    return this.#folderOf(uri)?.folder.find(message);
  }

  /** Looks through the workspace for folders with files and reads these; once, unless `again`. */
  list(again: boolean): Promise<void> {
    if (again) this.#listing = undefined;
    this.#listing ??= this.#list(again);
    return this.#listing;
  }

  async #list(again: boolean): Promise<void> {
    await this.#findFolders();
    for (const folder of [...this.#folders.values()]) await folder.load(again);
  }

  async #findFolders(): Promise<void> {
    const { environment, client } = this.#session;
    if (environment.readFolder === undefined) return;
    const queue = client.roots.map(root => root.replace(/\/$/, ''));
    for (let i = 0; i < queue.length && i < MOST_FOLDERS; i++) {
      const uri = queue[i] ?? '';
      for (const { kind, name } of await environment.readFolder(uri)) {
        if (kind === 'folder' && !FOREIGN_FOLDER.test(name)) queue.push(`${uri}/${encodeURIComponent(name)}`);
        else if (kind === 'file') this.#folderAt(uri);
      }
    }
  }

  /** Resolves when something changed that a waiting client may want to hear of. */
  change(): Promise<void> {
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Versions in a source control have a query, texts without file have no folder: they are alone. */
  #folderOf(uri: string): WorkspaceFolder | undefined {
    if (/[?#]|^untitled:/.test(uri)) return undefined;
    return this.#folderAt(uri.slice(0, uri.lastIndexOf('/')));
  }

  #folderAt(uri: string): WorkspaceFolder {
    const key = fileKey(uri);
    let folder = this.#folders.get(key);
    if (folder === undefined) {
      folder = new WorkspaceFolder(uri, this.#session);
      this.#folders.set(key, folder);
    }
    return folder;
  }
}
