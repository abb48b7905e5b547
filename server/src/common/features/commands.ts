/** The commands behind lenses and actions. The client registers the first set; the server executes the second itself. */

import type { Command, Position } from './types.ts';

/** Commands of our VS Code client. */
export const CLIENT_COMMANDS = {
  runFlow: 'sipwright.runFlow',
  insertChallengeAndAnswer: 'sipwright.insertChallengeAndAnswer',
} as const;

/** Commands that the server executes, for every other editor. */
export const SERVER_COMMANDS = {
  runFlow: 'sipwright.server.runFlow',
  insertChallengeAndAnswer: 'sipwright.server.insertChallengeAndAnswer',
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
