import { l10n, window } from 'vscode';
import type { RunFlowResult } from '../../../../server/src/common/protocol.ts';
import { outcomeText } from '../outcome.ts';
import type { Origin, Run } from '../runs.ts';
import { showTranscript } from '../transcript.ts';
import type { CommandContext } from './context.ts';
import { withProgress } from './progress.ts';
import { revealConfiguration, revealRange } from './reveal.ts';
import { findTarget, type Target } from './target.ts';

/**
 * SIP: Run Registration Flow. Arguments, both optional: URI of the document, position of the message (as in LSP); else
 * the cursor of the active editor.
 */
export async function runFlow(context: CommandContext, uri?: unknown, position?: unknown): Promise<void> {
  const target = await findTarget(uri, position);
  if (!target) return;
  await runAndShow(context, target, {});
}

/** Runs a flow and shows transcript, ladder and outcome; undefined when it could not start, which has been said. */
export async function runAndShow(
  context: CommandContext,
  target: Target,
  how: Omit<Origin, 'position'>,
): Promise<Run | undefined> {
  const outcome = await withProgress(l10n.t('SIP: running the flow'), token =>
    context.runs.run(target.document.uri, { position: target.position, ...how }, token),
  );
  if ('refused' in outcome) {
    await showRefusal(context, target, how, outcome.refused);
    return undefined;
  }
  const { run } = outcome;
  const author = window.visibleTextEditors.find(editor => editor.document === target.document);
  await showTranscript(run, author?.viewColumn === undefined ? undefined : author.viewColumn + 1);
  await context.ladder.showBelow(run);
  if (author) await window.showTextDocument(author.document, author.viewColumn);
  // Not awaited: the message stays until the author answers it.
  void showOutcome(context, run);
  return run;
}

/** A flow that needs another kind of subscriber can still start from that subscriber's own message. */
async function showRefusal(
  context: CommandContext,
  target: Target,
  how: Omit<Origin, 'position'>,
  refused: Extract<RunFlowResult, { ok: false }>,
): Promise<void> {
  if (refused.range) await revealRange(target.document.uri, refused.range);
  const own = l10n.t("Run from a Subscriber's Own Message");
  const choices = how.flow === undefined || how.isOwn ? [] : [own];
  void window.showWarningMessage(refused.message, ...choices).then(async choice => {
    if (choice === own) await runAndShow(context, target, { ...how, isOwn: true });
  });
}

async function showOutcome(context: CommandContext, { source, result }: Run): Promise<void> {
  const { status } = result.outcome;
  if (status === 'registered' || status === 'deregistered') {
    window.setStatusBarMessage(`$(check) ${result.title}: ${status}`, 8000);
    return;
  }
  window.setStatusBarMessage(`$(error) ${result.title}: ${status}`, 8000);
  const { range } = result.because.find(each => each.range) ?? {};
  const { config } = result.because.find(each => each.config) ?? {};
  const showMessage = l10n.t('Show in Message');
  const openConfiguration = l10n.t('Show in Configuration');
  const choice = await window.showInformationMessage(
    `${result.title} ${outcomeText(result.outcome, result.because)}`,
    ...(range ? [showMessage] : []),
    ...(config === undefined ? [] : [openConfiguration]),
  );
  if (choice === showMessage && range) await revealRange(source, range);
  if (choice === openConfiguration && config !== undefined) await revealConfiguration(context, source, config);
}
