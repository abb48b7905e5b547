import { l10n, Uri, window } from 'vscode';
import type { Run } from '../runs.ts';
import type { CommandContext } from './context.ts';
import { runFlow } from './runFlow.ts';

/** SIP: Show Ladder: of the document of a lens, of the transcript in front, of the document in front, else the latest. */
export async function showLadder(context: CommandContext, uri?: unknown): Promise<void> {
  const { ladder } = context;
  const run = await currentRun(context, uri);
  if (run) {
    ladder.show(run);
    return;
  }
  const start = l10n.t('Run Flow');
  const choice = await window.showInformationMessage(l10n.t('There is no run to draw yet: run a flow first.'), start);
  if (choice === start) await runFlow(context);
}

/** The run that a command without an argument is about. */
export async function currentRun({ runs }: CommandContext, uri?: unknown): Promise<Run | undefined> {
  const front = typeof uri === 'string' ? Uri.parse(uri, true) : window.activeTextEditor?.document.uri;
  return (front && ((await runs.load(front)) ?? runs.of(front))) ?? runs.latest;
}
