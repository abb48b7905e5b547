import { commands, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import {
  COMPARE_RUNS,
  type CompareRunsParams,
  type CompareRunsResult,
  type ListFlowsResult,
} from '../../../../server/src/common/protocol.ts';
import type { CommandContext } from './context.ts';
import { askFaultValue, faultPick } from './faults.ts';
import { flowLists } from './flowLists.ts';
import { withProgress } from './progress.ts';
import { revealRange } from './reveal.ts';
import { findTarget } from './target.ts';

type Change = Pick<CompareRunsParams, 'faults' | 'change'>;
type Setting = ListFlowsResult['settings'][number];

interface ChangePick extends QuickPickItem {
  readonly setting?: Setting;
  readonly fault?: ListFlowsResult['faults'][number];
}

/**
 * SIP: What If...: changes one setting or one fault, and lays the two runs side by side. Arguments as `runFlow`, and the
 * change.
 */
export async function whatIf(
  context: CommandContext,
  uri?: unknown,
  position?: unknown,
  change?: unknown,
): Promise<void> {
  const target = await findTarget(uri, position);
  if (!target) return;
  const chosen = isChange(change) ? change : await askChange(await flowLists(context, target));
  if (!chosen) return;
  const { flow, isOwn } = context.runs.of(target.document.uri)?.origin ?? {};
  const params: CompareRunsParams = {
    uri: target.document.uri.toString(),
    position: target.position,
    ...(flow === undefined ? {} : { flow }),
    ...(isOwn === undefined ? {} : { isOwn }),
    ...chosen,
  };
  const result = await withProgress(l10n.t('SIP: comparing two runs'), token =>
    context.server.request<CompareRunsResult>(COMPARE_RUNS, params, token),
  );
  if (!result.ok) {
    if (result.range) await revealRange(target.document.uri, result.range);
    void window.showWarningMessage(result.message);
    return;
  }
  const left = context.reports.add('as it is.txt', result.left);
  const right = context.reports.add('what if.txt', result.right);
  await commands.executeCommand('vscode.diff', left, right, result.title, { preview: false });
  void window.showInformationMessage(result.summary);
}

async function askChange({ settings, faults }: ListFlowsResult): Promise<Change | undefined> {
  const picks: ChangePick[] = [
    { label: l10n.t('Settings of sipwright.json'), kind: QuickPickItemKind.Separator },
    ...settings.map(setting => ({ label: setting.path, detail: setting.description, setting })),
    { label: l10n.t('Faults'), kind: QuickPickItemKind.Separator },
    ...faults.map(faultPick),
  ];
  const choice = await window.showQuickPick(picks, {
    title: l10n.t('What If'),
    placeHolder: l10n.t('One setting or one fault to change; the flow runs with and without it'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (choice?.fault) {
    const fault = await askFaultValue(choice.fault);
    return fault && { faults: [fault] };
  }
  if (!choice?.setting) return undefined;
  const value = await askValue(choice.setting);
  return value === undefined ? undefined : { change: { path: choice.setting.path, value } };
}

async function askValue({ path, description, choices, isSecret }: Setting): Promise<string | undefined> {
  if (choices) return window.showQuickPick([...choices], { title: path, placeHolder: description });
  const prompt = `${description} ${l10n.t('As in sipwright.json; text needs no quotes.')}`;
  return window.showInputBox({ title: path, prompt, ignoreFocusOut: true, ...(isSecret ? { password: true } : {}) });
}

function isChange(value: unknown): value is Change {
  return typeof value === 'object' && value !== null && ('change' in value || 'faults' in value);
}
