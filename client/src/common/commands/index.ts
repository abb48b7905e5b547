import { CancellationError, commands, type Disposable, l10n, window } from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import { ServerUnavailable } from '../server.ts';
import { computeEdit, showReport } from './bench.ts';
import type { Command, CommandContext } from './context.ts';
import { runWithFaults } from './faults.ts';
import { importTrace, pasteAsSip } from './importTrace.ts';
import { insertChallengeAndAnswer } from './insertChallengeAndAnswer.ts';
import { openExample } from './openExample.ts';
import { pickFlow } from './pickFlow.ts';
import { restartServer } from './restartServer.ts';
import { runFlow } from './runFlow.ts';
import { setSecret } from './setSecret.ts';
import { showHops } from './showHops.ts';
import { showLadder } from './showLadder.ts';
import { showOutput } from './showOutput.ts';
import { runToEvent, step, stepBack } from './step.ts';
import { whatIf } from './whatIf.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  'sipwright.runFlow': runFlow,
  'sipwright.pickFlow': pickFlow,
  'sipwright.runWithFaults': runWithFaults,
  'sipwright.whatIf': whatIf,
  'sipwright.step': step,
  'sipwright.stepBack': stepBack,
  'sipwright.runToEvent': runToEvent,
  'sipwright.showHops': showHops,
  'sipwright.insertChallengeAndAnswer': insertChallengeAndAnswer,
  'sipwright.computeResponse': computeEdit('computeResponse'),
  'sipwright.verifyCredentials': showReport('verifyCredentials'),
  'sipwright.decodeNonce': showReport('decodeNonce'),
  'sipwright.buildChallenge': computeEdit('buildChallenge'),
  'sipwright.makeAuts': computeEdit('makeAuts'),
  'sipwright.saTable': showReport('saTable'),
  'sipwright.saTableWithKeys': showReport('saTableWithKeys'),
  'sipwright.deriveIdentities': showReport('deriveIdentities'),
  'sipwright.revealChain': showReport('revealChain'),
  'sipwright.showLadder': showLadder,
  'sipwright.importTrace': importTrace,
  'sipwright.pasteAsSip': pasteAsSip,
  'sipwright.openExample': openExample,
  'sipwright.restartServer': restartServer,
  'sipwright.showOutput': showOutput,
  'sipwright.setSecret': setSecret,
};

/** The commands of every platform, unless others are given. */
export function registerCommands(
  context: CommandContext,
  table: Readonly<Record<string, Command>> = COMMANDS,
): Disposable[] {
  return Object.entries(table).map(([id, command]) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await command(context, ...args);
      } catch (error) {
        showFailure(context, id, error);
      }
    }),
  );
}

function showFailure({ log }: CommandContext, id: string, error: unknown): void {
  if (error instanceof ServerUnavailable || isCancelled(error)) return;
  log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const show = l10n.t('Show Output');
  void window
    .showErrorMessage(l10n.t('The SIP command did not finish; the output says why.'), show)
    .then(choice => choice === show && log.show());
}

function isCancelled(error: unknown): boolean {
  if (error instanceof CancellationError) return true;
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
}
