/** The commands behind lenses and actions. The client registers the first set; the server executes the second itself. */

import type { BenchCommand } from './bench/index.ts';
import { BENCH_TITLES } from './bench/index.ts';
import type { Command, Position } from './types.ts';

/** Commands of our VS Code client. */
export const CLIENT_COMMANDS = {
  runFlow: 'sipwright.runFlow',
  insertChallengeAndAnswer: 'sipwright.insertChallengeAndAnswer',
  computeResponse: 'sipwright.computeResponse',
  verifyCredentials: 'sipwright.verifyCredentials',
  decodeNonce: 'sipwright.decodeNonce',
  buildChallenge: 'sipwright.buildChallenge',
  makeAuts: 'sipwright.makeAuts',
  saTable: 'sipwright.saTable',
  saTableWithKeys: 'sipwright.saTableWithKeys',
  deriveIdentities: 'sipwright.deriveIdentities',
  revealChain: 'sipwright.revealChain',
  showFailure: 'sipwright.showLadder',
} as const;

/** Commands that the server executes, for every other editor. */
export const SERVER_COMMANDS = {
  runFlow: 'sipwright.server.runFlow',
  insertChallengeAndAnswer: 'sipwright.server.insertChallengeAndAnswer',
  computeResponse: 'sipwright.server.computeResponse',
  verifyCredentials: 'sipwright.server.verifyCredentials',
  decodeNonce: 'sipwright.server.decodeNonce',
  buildChallenge: 'sipwright.server.buildChallenge',
  makeAuts: 'sipwright.server.makeAuts',
  saTable: 'sipwright.server.saTable',
  saTableWithKeys: 'sipwright.server.saTableWithKeys',
  deriveIdentities: 'sipwright.server.deriveIdentities',
  revealChain: 'sipwright.server.revealChain',
  // Without a ladder the run is made again, which tells its end and the reasons.
  showFailure: 'sipwright.server.runFlow',
} as const;

/** Which of the two sets a client understands. */
export type CommandSet = { readonly [name in keyof typeof CLIENT_COMMANDS]: string };

export function runFlowCommand(commands: CommandSet, uri: string, position: Position): Command {
  return { title: 'Run registration flow', command: commands.runFlow, arguments: [uri, position] };
}

export function insertCommand(commands: CommandSet, uri: string, position: Position): Command {
  return {
    title: 'Insert challenge and answer below',
    command: commands.insertChallengeAndAnswer,
    arguments: [uri, position],
  };
}

export function benchCommand(commands: CommandSet, name: BenchCommand, uri: string, position: Position): Command {
  return { title: BENCH_TITLES[name], command: commands[name], arguments: [uri, position] };
}
