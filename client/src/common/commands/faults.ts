import { l10n, window } from 'vscode';
import type { FaultSetting, ListFlowsResult } from '../../../../server/src/common/protocol.ts';
import type { CommandContext } from './context.ts';
import { flowLists } from './flowLists.ts';
import { runAndShow } from './runFlow.ts';
import { findTarget } from './target.ts';

type FaultItem = ListFlowsResult['faults'][number];

/** SIP: Run with Faults...: the flow that ran last from this document, with faults of links and elements. */
export async function runWithFaults(context: CommandContext, uri?: unknown, position?: unknown): Promise<void> {
  const target = await findTarget(uri, position);
  if (!target) return;
  const { faults } = await flowLists(context, target);
  const choices = await window.showQuickPick(faults.map(faultPick), {
    title: l10n.t('Run with Faults'),
    placeHolder: l10n.t('What goes wrong? Several can be chosen'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!choices || choices.length === 0) return;
  const settings: FaultSetting[] = [];
  for (const { fault } of choices) {
    const setting = await askFaultValue(fault);
    if (!setting) return;
    settings.push(setting);
  }
  const { flow, isOwn } = context.runs.of(target.document.uri)?.origin ?? {};
  await runAndShow(context, target, {
    faults: settings,
    ...(flow === undefined ? {} : { flow }),
    ...(isOwn === undefined ? {} : { isOwn }),
  });
}

export function faultPick(fault: FaultItem) {
  return { label: fault.title.replace(/\.$/, ''), description: fault.name, fault };
}

/** Undefined when the author gives up. */
export async function askFaultValue({ name, title, value: meaning }: FaultItem): Promise<FaultSetting | undefined> {
  if (meaning === undefined) return { name };
  const value = await window.showInputBox({ title, prompt: meaning, ignoreFocusOut: true });
  if (value === undefined) return undefined;
  return value === '' ? { name } : { name, value };
}
