import { l10n, window } from 'vscode';
import {
  SEND_REGISTER,
  type SendRegisterParams,
  type SendRegisterResult,
} from '../../../server/src/common/protocol.ts';
import type { CommandContext } from '../common/commands/context.ts';
import { withProgress } from '../common/commands/progress.ts';
import { revealRange } from '../common/commands/reveal.ts';
import { findTarget, type Target } from '../common/commands/target.ts';
import { outcomeText } from '../common/outcome.ts';
import type { Run } from '../common/runs.ts';
import { showTranscript } from '../common/transcript.ts';
import type { LiveRegistrar } from './liveRegistrar.ts';
import { isTrusted, liveSettings, showRefusal } from './liveSettings.ts';

/** For the next question of this window. */
let latest: string | undefined;

/**
 * SIP: Send to Registrar: our UE registers from the message at the cursor. Arguments, all optional: URI and position as
 * `runFlow`, and the place of the registrar (`127.0.0.1:5060`, `;transport=tcp` may follow).
 */
export async function sendToRegistrar(
  context: CommandContext,
  registrar: LiveRegistrar,
  uri?: unknown,
  position?: unknown,
  to?: unknown,
): Promise<void> {
  if (!isTrusted()) return;
  const target = await findTarget(uri, position);
  if (!target) return;
  const place = typeof to === 'string' ? to : await askPlace(registrar.place);
  if (place === undefined || !(await mayReach(place))) return;
  latest = place;
  const result = await send(context, target, place, false);
  if (result) await show(context, target, result);
}

async function askPlace(registrar: string | undefined): Promise<string | undefined> {
  const place = await window.showInputBox({
    title: l10n.t('Send to Registrar'),
    prompt: l10n.t('IP address and port of the registrar or P-CSCF; ";transport=tcp" may follow'),
    value: registrar ?? latest ?? '127.0.0.1:5060',
    ignoreFocusOut: true,
    validateInput: text =>
      /^\s*(?:\[[\da-f:.]+\]|[\d.]+|localhost)(?::\d{1,5})?\s*(?:;\s*transport=(?:udp|tcp))?\s*$/i.test(text)
        ? undefined
        : l10n.t('An IP address and a port are needed, 127.0.0.1:5060.'),
  });
  return place?.trim().replace(/^localhost/i, '127.0.0.1');
}

/** Loopback always; another machine only by the setting, and after a question. */
async function mayReach(place: string): Promise<boolean> {
  if (/^(?:127\.|\[::1\])/.test(place)) return true;
  if (!liveSettings().allowsRemote) {
    await showRefusal(
      l10n.t('{0} is another machine. The setting sipwright.live.allowRemote says that it may be reached.', place),
    );
    return false;
  }
  const yes = l10n.t('Send');
  const detail = l10n.t('The REGISTER leaves this machine: its identities and addresses are readable on the way.');
  const question = l10n.t('Register at {0}?', place);
  return (await window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

async function send(
  context: CommandContext,
  target: Target,
  to: string,
  dropsAgreement: boolean,
): Promise<Extract<SendRegisterResult, { ok: true }> | undefined> {
  const { document, position } = target;
  const { allowsRemote } = liveSettings();
  const params: SendRegisterParams = { uri: document.uri.toString(), position, to, allowsRemote, dropsAgreement };
  const result = await withProgress(l10n.t('SIP: registering at {0}', to), token =>
    context.server.request<SendRegisterResult>(SEND_REGISTER, params, token),
  );
  if (result.ok) return result;
  if (result.range) await revealRange(document.uri, result.range);
  const without = l10n.t('Send Without Agreement');
  const choice = await window.showWarningMessage(result.message, ...(result.hasAgreement ? [without] : []));
  return choice === without ? send(context, target, to, true) : undefined;
}

async function show(context: CommandContext, { document, position }: Target, result: Run['result']): Promise<void> {
  const run = context.runs.keep(document.uri, { position }, result, 'sent');
  const author = window.visibleTextEditors.find(editor => editor.document === document);
  await showTranscript(run, author?.viewColumn === undefined ? undefined : author.viewColumn + 1);
  // Not awaited: the message stays until the author answers it.
  void offer(context, run);
}

async function offer(context: CommandContext, run: Run): Promise<void> {
  const { result, source } = run;
  const range = result.because.find(each => each.range)?.range;
  const ladder = l10n.t('Show Ladder');
  const showMessage = l10n.t('Show in Message');
  const text = `${result.title} ${outcomeText(result.outcome, result.because)}`;
  const choice = await window.showInformationMessage(text, ladder, ...(range ? [showMessage] : []));
  if (choice === ladder) await context.ladder.showBelow(run);
  if (choice === showMessage && range) await revealRange(source, range);
}
