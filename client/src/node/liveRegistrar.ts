import {
  commands,
  Disposable,
  type Event,
  l10n,
  StatusBarAlignment,
  type StatusBarItem,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type LiveReport,
  START_LIVE,
  STOP_LIVE,
  type StartLiveParams,
  type StartLiveResult,
} from '../../../server/src/common/protocol.ts';
import type { CommandContext } from '../common/commands/context.ts';
import { LANGUAGE_ID } from '../common/language.ts';
import { authoredUri } from '../common/transcriptUri.ts';
import { isTrusted, liveSettings, showRefusal } from './liveSettings.ts';
import type { LiveTranscript } from './liveTranscript.ts';

/** P-CSCF, I-CSCF, S-CSCF and HSS that real UEs reach, in the server process: it ends with the window. */
export class LiveRegistrar implements Disposable {
  readonly #context: CommandContext;
  readonly #transcript: LiveTranscript;
  readonly #item: StatusBarItem;
  readonly #listeners: Disposable;
  #place: string | undefined;

  constructor(context: CommandContext, transcript: LiveTranscript, reports: Event<LiveReport>) {
    this.#context = context;
    this.#transcript = transcript;
    this.#item = window.createStatusBarItem('sipwright.live', StatusBarAlignment.Left);
    this.#item.name = l10n.t('SIP live registrar');
    this.#item.command = 'sipwright.startLiveRegistrar';
    this.#listeners = Disposable.from(
      this.#item,
      reports(report => this.#take(report)),
      // The sockets were those of the server.
      context.server.onDidChangeState(state => {
        if (state !== 'running' && this.#place !== undefined) this.#ended();
      }),
    );
  }

  /** `127.0.0.1:5060` while it runs. */
  get place(): string | undefined {
    return this.#place;
  }

  /** SIP: Start Live Registrar; shows the transcript when it already runs. */
  async start(): Promise<void> {
    if (!isTrusted()) return;
    if (this.#place === undefined) {
      const source = sourceOfConfiguration();
      const params: StartLiveParams = { uri: source.toString(), ...liveSettings() };
      const result = await this.#context.server.request<StartLiveResult>(START_LIVE, params);
      if (!result.ok) return showRefusal(l10n.t('The live registrar did not start. {0}', result.message));
      this.#started(source, `${result.address}:${result.port}`);
    }
    await this.#transcript.show();
  }

  /** SIP: Stop Live Registrar. */
  async stop(): Promise<void> {
    if (this.#place === undefined) {
      void window.showInformationMessage(l10n.t('The live registrar does not run.'));
      return;
    }
    await this.#context.server.request(STOP_LIVE, {});
    this.#ended();
  }

  /** For the palette, which offers to stop only what runs. */
  #setPlace(place: string | undefined): void {
    this.#place = place;
    void commands.executeCommand('setContext', 'sipwright.liveRegistrarRuns', place !== undefined);
  }

  #started(source: Uri, place: string): void {
    this.#setPlace(place);
    this.#transcript.begin(source, l10n.t('Live registrar at {0}, UDP and TCP', place));
    this.#item.text = `$(radio-tower) SIP ${place}`;
    this.#item.tooltip = l10n.t('The SIP live registrar listens at {0} (UDP and TCP). Show its transcript.', place);
    this.#item.show();
  }

  #ended(): void {
    this.#transcript.append(`# ${l10n.t('The registrar at {0} was stopped.', this.#place ?? '')}\n`);
    this.#setPlace(undefined);
    this.#item.hide();
  }

  #take({ transcript, trouble }: LiveReport): void {
    if (transcript !== undefined) this.#transcript.append(transcript);
    if (trouble === undefined) return;
    this.#context.log.warn(trouble);
    this.#transcript.append(`# ${trouble}\n`);
  }

  dispose(): void {
    this.#listeners.dispose();
  }
}

/** The message in front names the configuration, else the first folder of the window does. */
function sourceOfConfiguration(): Uri {
  const front = window.activeTextEditor?.document;
  if (front?.languageId === LANGUAGE_ID) return Uri.parse(authoredUri(front.uri.toString()), true);
  const [folder] = workspace.workspaceFolders ?? [];
  return folder ? Uri.joinPath(folder.uri, 'registrar.sip') : Uri.parse('untitled:registrar.sip');
}
