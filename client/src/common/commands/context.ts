import type { LogOutputChannel, SecretStorage } from 'vscode';
import type { LadderPanel } from '../ladder/panel.ts';
import type { Runs } from '../runs.ts';
import type { Server } from '../server.ts';

/** What commands work with. */
export interface CommandContext {
  readonly server: Server;
  readonly runs: Runs;
  readonly ladder: LadderPanel;
  readonly log: LogOutputChannel;
  readonly secrets: SecretStorage;
  /** Tells the server to read its configuration again. */
  readonly configurationChanged: () => void;
}

export type Command = (context: CommandContext, ...args: readonly unknown[]) => Promise<void> | void;
