import type { LogOutputChannel, SecretStorage, Uri } from 'vscode';
import type { LadderPanel } from '../ladder/panel.ts';
import type { Reports } from '../reports.ts';
import type { Runs } from '../runs.ts';
import type { Server } from '../server.ts';

/** What commands work with. */
export interface CommandContext {
  readonly server: Server;
  readonly runs: Runs;
  readonly reports: Reports;
  readonly ladder: LadderPanel;
  readonly log: LogOutputChannel;
  readonly secrets: SecretStorage;
  readonly extensionUri: Uri;
}

export type Command = (context: CommandContext, ...args: readonly unknown[]) => Promise<void> | void;
