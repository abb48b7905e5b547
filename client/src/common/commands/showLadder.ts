import { l10n, window } from 'vscode';
import type { CommandContext } from './context.ts';
import { runFlow } from './runFlow.ts';

/** SIP: Show Ladder: of the transcript in front, else of the latest run. */
export async function showLadder(context: CommandContext): Promise<void> {
  const { ladder, runs } = context;
  const front = window.activeTextEditor?.document.uri;
  const run = (front && (await runs.load(front))) ?? runs.latest;
  if (run) {
    ladder.show(run);
    return;
  }
  const start = l10n.t('Run Flow');
  const choice = await window.showInformationMessage(l10n.t('There is no run to draw yet: run a flow first.'), start);
  if (choice === start) await runFlow(context);
}
