import { type Disposable, type TextDocumentContentProvider, Uri, ViewColumn, window, workspace } from 'vscode';
import type { ReportResult } from '../../../server/src/common/protocol.ts';

export const REPORT_SCHEME = 'sipwright-report';

type Report = Extract<ReportResult, { ok: true }>;

/**
 * Reports as read-only documents that live as long as their tab: nothing is saved, and after a reload of the window the
 * tab says so instead of showing the report again, since it may hold keys.
 */
export class Reports implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #closing: Disposable;
  #count = 0;

  constructor() {
    this.#closing = workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString()));
  }

  /** A document with this text. */
  add(name: string, text: string): Uri {
    this.#count++;
    const uri = Uri.from({ scheme: REPORT_SCHEME, path: `/${name}`, query: String(this.#count) });
    this.#texts.set(uri.toString(), text);
    return uri;
  }

  /** Markdown, unless `ending` says otherwise. */
  async show({ title, text }: Report, ending = 'md'): Promise<void> {
    const uri = this.add(`${title}.${ending}`, text);
    // One column for all reports, and the focus stays in the message.
    const shown = window.visibleTextEditors.find(editor => editor.document.uri.scheme === REPORT_SCHEME);
    await window.showTextDocument(await workspace.openTextDocument(uri), {
      viewColumn: shown?.viewColumn ?? ViewColumn.Beside,
      preserveFocus: true,
    });
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? 'This report was thrown away. Run its command again.\n';
  }

  dispose(): void {
    this.#closing.dispose();
    this.#texts.clear();
  }
}
