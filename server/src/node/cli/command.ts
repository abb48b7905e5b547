/** Argument parsing for all subcommands: commander, without its habit of ending the process. */

import { Command, CommanderError } from 'commander';
import { type CliIo, EXIT } from './io.ts';

/** A subcommand that prints through `io` and throws instead of exiting. */
export function command(name: string, description: string, io: CliIo): Command {
  return new Command(`sipwright ${name}`)
    .description(description)
    .exitOverride()
    .showHelpAfterError(`"sipwright ${name} --help" lists the arguments.`)
    .configureHelp({ helpWidth: Math.min(io.columns ?? 80, 120) })
    .configureOutput({
      writeOut: text => io.stdout(text),
      writeErr: text => io.stderr(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'sipwright: ').replace(OPTION_VALUE, '$1')),
    });
}

/** The value behind an option that does not exist: it may be a key, so no message repeats it. */
const OPTION_VALUE = /('-[^'=]*)=[^']*/;

/** Parses and runs; help is success, a wrong argument is a usage error that was already said. */
export function parseAndRun<T extends number | Promise<number> = number>(
  program: Command,
  args: readonly string[],
  run: () => T,
): T | number {
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  }
  return run();
}

/** Says what stands in the way and gives the exit code for it. */
export function fail(io: CliIo, message: string): number {
  io.stderr(`sipwright: ${message}\n`);
  return EXIT.usage;
}
