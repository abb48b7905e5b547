import { l10n, window } from 'vscode';
import { type ReportResult, SHOW_HOPS, type ShowHopsParams } from '../../../../server/src/common/protocol.ts';
import type { CommandContext } from './context.ts';
import { currentRun } from './showLadder.ts';

/** SIP: Show What Each Hop Changed: of the run of the document in front, else of the latest one. */
export async function showHops(context: CommandContext): Promise<void> {
  const run = await currentRun(context);
  if (!run) {
    void window.showInformationMessage(l10n.t('There is no run yet: run a flow first.'));
    return;
  }
  const params: ShowHopsParams = { run: run.result.run };
  const result = await context.server.request<ReportResult>(SHOW_HOPS, params);
  if (result.ok) await context.reports.show(result, 'txt');
  else void window.showWarningMessage(result.message);
}
