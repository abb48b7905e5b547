import {
  commands,
  type Disposable,
  type LogOutputChannel,
  l10n,
  type TextEditor,
  TextEditorSelectionChangeKind,
  Uri,
  ViewColumn,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
} from 'vscode';
import type { InspectEventResult, LadderEvent } from '../../../../server/src/common/protocol.ts';
import { revealConfiguration, revealRange } from '../commands/reveal.ts';
import { causeText } from '../outcome.ts';
import type { Run, Runs } from '../runs.ts';
import { revealLine, showTranscript, visibleTranscript } from '../transcript.ts';
import { TRANSCRIPT_SCHEME } from '../transcriptUri.ts';
import { eventAtLine } from './events.ts';
import { ladderHtml } from './html.ts';
import { isFromPage, isPageState, type ToPage } from './messages.ts';

const VIEW_TYPE = 'sipwright.ladder';

/** The one ladder view of a window: draws a run, and keeps step with the cursor of its transcript. */
export class LadderPanel implements WebviewPanelSerializer, Disposable {
  readonly #extensionUri: Uri;
  readonly #runs: Runs;
  readonly #log: LogOutputChannel;
  readonly #subscriptions: Disposable[];
  #panel: WebviewPanel | undefined;
  #run: Run | undefined;
  /** Shown instead of a run that could not be brought back. */
  #failure: string | undefined;
  /** The event at which a new drawing stops. */
  #upTo: number | undefined;
  #inspected: { readonly n: number; readonly details: InspectEventResult } | undefined;

  constructor(extensionUri: Uri, runs: Runs, log: LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#runs = runs;
    this.#log = log;
    this.#subscriptions = [
      window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      window.onDidChangeActiveTextEditor(editor => editor && this.#follow(editor)),
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // A selection without a kind was set by the extension itself, when the page asked for it.
        if (kind === TextEditorSelectionChangeKind.Keyboard || kind === TextEditorSelectionChangeKind.Mouse) {
          this.#follow(textEditor);
        }
      }),
    ];
  }

  /** Draws a run in the view, opened beside the active editor if need be; up to an event if one is given. */
  show(run: Run, upTo?: number): void {
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#adopt(this.#create(ViewColumn.Beside));
    if (upTo !== undefined && run === this.#run) this.runTo(upTo);
    else this.#draw(run, upTo);
  }

  /** Shows more or fewer events of the run in the view; false when there is none. */
  step(by: number): boolean {
    if (!this.#panel || !this.#run) return false;
    this.#panel.reveal(undefined, true);
    this.#post({ type: 'step', by });
    return true;
  }

  /** Shows the run in the view as it stands after an event. */
  runTo(n: number): void {
    // A page that is still being made gets it with the drawing.
    this.#upTo = n;
    this.#post({ type: 'runTo', n });
  }

  /** As `show`, but a new view opens below the transcript of the run, where a ladder has the width it needs. */
  async showBelow(run: Run): Promise<void> {
    const transcript = this.#panel ? undefined : visibleTranscript(run);
    if (!transcript) {
      this.show(run);
      return;
    }
    // The API has no "below": a new group opens below the active one.
    await window.showTextDocument(transcript.document, transcript.viewColumn);
    await commands.executeCommand('workbench.action.newGroupBelow');
    this.#adopt(this.#create(ViewColumn.Active));
    this.#draw(run);
  }

  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    this.#adopt(panel);
    const run = isPageState(state) ? await this.#runs.load(Uri.parse(state.run, true)) : undefined;
    if (!run) {
      this.#fail(l10n.t('This run cannot be repeated: run the flow again from its message.'));
      return;
    }
    this.#draw(run);
    // VS Code restores no virtual documents, but keeps the group that a transcript was alone in.
    const empty = window.tabGroups.all.find(group => group.tabs.length === 0);
    if (empty) await showTranscript(run, empty.viewColumn);
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const each of this.#subscriptions) each.dispose();
  }

  #create(viewColumn: ViewColumn): WebviewPanel {
    return window.createWebviewPanel(VIEW_TYPE, l10n.t('Ladder'), { viewColumn, preserveFocus: true });
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    const { webview } = panel;
    const dist = Uri.joinPath(this.#extensionUri, 'client/dist');
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    webview.onDidReceiveMessage(message => void this.#receive(message));
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = ladderHtml({
      nonce: crypto.randomUUID(),
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(Uri.joinPath(dist, 'ladder.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(dist, 'ladder.css')).toString(),
      title: l10n.t('Ladder'),
    });
  }

  #draw(run: Run, upTo?: number): void {
    this.#run = run;
    this.#upTo = upTo;
    this.#inspected = undefined;
    this.#failure = undefined;
    if (this.#panel) this.#panel.title = l10n.t('Ladder: {0}', run.result.title);
    this.#send();
  }

  #fail(message: string): void {
    this.#run = undefined;
    this.#failure = message;
    this.#send();
  }

  #send(): void {
    if (this.#run) {
      const { transcriptUri, result } = this.#run;
      const causes = result.because.map(causeText);
      const upTo = this.#upTo === undefined ? {} : { upTo: this.#upTo };
      this.#post({ type: 'ladder', ladder: result.ladder, causes, run: transcriptUri.toString(), ...upTo });
    } else if (this.#failure !== undefined) this.#post({ type: 'failure', message: this.#failure });
  }

  #post(message: ToPage): void {
    // A hidden page misses this; it says `ready` when it comes back.
    void this.#panel?.webview.postMessage(message);
  }

  async #receive(message: unknown): Promise<void> {
    if (!isFromPage(message)) return;
    if (message.type === 'ready') return this.#send();
    const run = this.#run;
    if (message.type === 'inspect') return this.#inspect(message.n);
    if (message.type === 'cause') return this.#showCause(message.n, message.at);
    const line = run?.result.ladder.events.find(event => event.n === message.n)?.transcriptLine;
    if (!run || line === undefined) return;
    const visible = visibleTranscript(run);
    if (message.type === 'follow') {
      if (visible) revealLine(visible, line);
      return;
    }
    const editor = visible ?? (await showTranscript(run));
    revealLine(editor, line);
    if (message.focus) await window.showTextDocument(editor.document, editor.viewColumn);
  }

  async #inspect(n: number): Promise<void> {
    const run = this.#run;
    if (!run) return;
    const details = await this.#runs.inspect(run, n).catch(error => {
      this.#log.debug(String(error));
      return undefined;
    });
    // Another run may have been drawn, or another event asked for, in the meantime: the page sees to the latter.
    if (!details || run !== this.#run) return;
    this.#inspected = { n, details };
    this.#post({ type: 'details', n, details });
  }

  /** Goes to the header or the setting that decided. */
  async #showCause(n: number, at: number): Promise<void> {
    const run = this.#run;
    if (!run || this.#inspected?.n !== n || !this.#inspected.details.ok) return;
    const cause = this.#inspected.details.because[at];
    if (cause?.range) await revealRange(run.source, cause.range);
    else if (cause?.config !== undefined) await revealConfiguration({ log: this.#log }, run.source, cause.config);
  }

  /** The cursor stands in a transcript: its event is selected, and its run drawn if another one was. */
  #follow(editor: TextEditor): void {
    if (!this.#panel || editor.document.uri.scheme !== TRANSCRIPT_SCHEME) return;
    const run = this.#runs.get(editor.document.uri);
    if (!run) return;
    if (run !== this.#run) this.#draw(run);
    const event = this.#eventAt(run, editor);
    if (event) this.#post({ type: 'select', n: event.n });
  }

  #eventAt(run: Run, editor: TextEditor): LadderEvent | undefined {
    return eventAtLine(run.result.ladder.events, editor.selection.active.line);
  }
}
