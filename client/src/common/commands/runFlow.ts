import { l10n, window } from 'vscode';
import type { RunFlowResult } from '../../../../server/src/common/protocol.ts';
import { outcomeText } from '../outcome.ts';
import type { Run } from '../runs.ts';
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
  const outcome = await withProgress(l10n.t('SIP: running the flow'), token =>
    context.runs.run(target.document.uri, { position: target.position }, token),
  );
  if ('refused' in outcome) return showRefusal(target, outcome.refused);
  const author = window.visibleTextEditors.find(editor => editor.document === target.document);
  await showTranscript(outcome.run, author?.viewColumn === undefined ? undefined : author.viewColumn + 1);
  await context.ladder.showBelow(outcome.run);
  if (author) await window.showTextDocument(author.document, author.viewColumn);
  // Not awaited: the message stays until the author answers it.
  void showOutcome(context, outcome.run);
}

async function showRefusal({ document }: Target, refused: Extract<RunFlowResult, { ok: false }>): Promise<void> {
  if (refused.range) await revealRange(document.uri, refused.range);
  void window.showWarningMessage(refused.message);
}

async function showOutcome(context: CommandContext, { source, result }: Run): Promise<void> {
  const { status } = result.outcome;
  if (status === 'registered' || status === 'deregistered') {
    window.setStatusBarMessage(`$(check) ${result.title}: ${status}`, 8000);
    return;
  }
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
