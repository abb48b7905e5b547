import { l10n, window } from 'vscode';
import { describe } from '../ladder/events.ts';
import type { CommandContext } from './context.ts';
import { runAndShow } from './runFlow.ts';
import { currentRun } from './showLadder.ts';
import { findTarget } from './target.ts';

/** SIP: Step: one event more; without a run the flow starts from the message under the cursor and stops after one. */
export async function step(context: CommandContext): Promise<void> {
  if (context.ladder.step(1)) return;
  const run = await currentRun(context);
  if (run) {
    context.ladder.show(run, 1);
    return;
  }
  const target = await findTarget(undefined, undefined);
  if (target && (await runAndShow(context, target, {}))) context.ladder.runTo(1);
}

/** SIP: Step Back. */
export function stepBack({ ladder }: CommandContext): void {
  if (!ladder.step(-1)) void window.showInformationMessage(l10n.t('There is no run yet: run a flow first.'));
}

/** SIP: Run to Event...: shows the run as it stands after one of its events. Argument: the number of the event. */
export async function runToEvent(context: CommandContext, n?: unknown): Promise<void> {
  const run = await currentRun(context);
  if (!run) {
    void window.showInformationMessage(l10n.t('There is no run yet: run a flow first.'));
    return;
  }
  const { events, actors } = run.result.ladder;
  const choice =
    typeof n === 'number'
      ? { n }
      : await window.showQuickPick(
          events.map(event => ({ label: `${event.n}. ${event.label}`, detail: describe(event, actors), n: event.n })),
          { title: l10n.t('Run to Event'), placeHolder: run.result.title, matchOnDetail: true },
        );
  if (choice) context.ladder.show(run, choice.n);
}
