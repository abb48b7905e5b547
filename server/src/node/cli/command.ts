/** Argument parsing for all subcommands: commander, without its habit of ending the process. */

import { Command, CommanderError } from 'commander';
import { type CliIo, EXIT } from './io.ts';

/** A subcommand that prints through `io` and throws instead of exiting. */
export function command(name: string, description: string, io: CliIo): Command {
  return new Command(`sipwright ${name}`)
    .description(description)
    .exitOverride()
    .configureOutput({ writeOut: text => io.stdout(text), writeErr: text => io.stderr(text) });
}

/** Parses and runs; help is success, a wrong argument is a usage error that was already said. */
export function parseAndRun(program: Command, args: readonly string[], run: () => number): number {
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  }
  return run();
}
