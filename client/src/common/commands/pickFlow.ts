import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { CommandContext } from './context.ts';
import { flowLists } from './flowLists.ts';
import { runAndShow } from './runFlow.ts';
import { findTarget } from './target.ts';

interface FlowPick extends QuickPickItem {
  readonly flow?: string;
}

/** SIP: Run Flow...: any flow, from the message under the cursor. Arguments as `runFlow`, and the id of a flow. */
export async function pickFlow(
  context: CommandContext,
  uri?: unknown,
  position?: unknown,
  id?: unknown,
): Promise<void> {
  const target = await findTarget(uri, position);
  if (!target) return;
  const flow = typeof id === 'string' ? id : await askFlow(context, target);
  if (flow !== undefined) await runAndShow(context, target, { flow });
}

async function askFlow(context: CommandContext, target: Parameters<typeof flowLists>[1]): Promise<string | undefined> {
  const { groups } = await flowLists(context, target);
  const picks = groups.flatMap(({ title, flows }): FlowPick[] => [
    { label: title, kind: QuickPickItemKind.Separator },
    ...flows.map(({ id, title: label, description, clause }) => ({
      label,
      description: `${id} · ${clause}`,
      detail: description,
      flow: id,
    })),
  ]);
  const choice = await window.showQuickPick(picks, {
    title: l10n.t('Run Flow'),
    placeHolder: l10n.t('Starts from the message under the cursor'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice?.flow;
}
