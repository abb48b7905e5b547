import {
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { LANGUAGE_ID } from '../common/language.ts';
import { LIVE_SCHEME, transcriptParts } from '../common/transcriptUri.ts';

/** Each change gives VS Code the whole text, so a burst of messages is one change. */
const PAUSE_MS = 200;
/** Characters; beyond them the older half goes. */
const LONGEST = 2_000_000;

/** What the live registrar receives and sends, as a read-only document that grows. */
export class LiveTranscript implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  #uri: Uri | undefined;
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChange = this.#changed.event;

  /** Begins anew; `source` is the document whose configuration applies. */
  begin(source: Uri, heading: string): void {
    this.#uri = Uri.from({ ...transcriptParts(source.toString(), 'live'), scheme: LIVE_SCHEME });
    this.#text = `# ${heading}\n\n`;
    this.#changed.fire(this.#uri);
  }

  append(text: string): void {
    this.#text = shortened(this.#text + text);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#uri) this.#changed.fire(this.#uri);
    }, PAUSE_MS);
  }

  async show(): Promise<void> {
    if (!this.#uri) return;
    const key = this.#uri.toString();
    const shown = window.visibleTextEditors.find(editor => editor.document.uri.toString() === key);
    let document = await workspace.openTextDocument(this.#uri);
    if (document.languageId !== LANGUAGE_ID) document = await languages.setTextDocumentLanguage(document, LANGUAGE_ID);
    await window.showTextDocument(document, {
      viewColumn: shown?.viewColumn ?? ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
  }

  provideTextDocumentContent(uri: Uri): string {
    if (uri.toString() === this.#uri?.toString()) return this.#text;
    return `# ${l10n.t('This transcript was thrown away with its window.')}\n`;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }
}

/** Cut where a message begins. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.indexOf('\n### ', text.length - LONGEST / 2);
  return cut < 0 ? text : `# ${l10n.t('Earlier messages were thrown away.')}\n${text.slice(cut)}`;
}
