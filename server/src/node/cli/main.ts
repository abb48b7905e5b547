/** The command line `sipwright`: one subcommand, one file (DESIGN §9). */

import { readFileSync, writeFileSync } from 'node:fs';
import { nearest } from '../../common/registry/nearest.ts';
import { VERSION } from '../../common/version.ts';
import { type CliIo, EXIT } from './io.ts';
import { help, SUBCOMMANDS } from './subcommands.ts';

const IO: CliIo = {
  stdout: text => process.stdout.write(text),
  stderr: text => process.stderr.write(text),
  readFile(path) {
    try {
      return readFileSync(path);
    } catch {
      // Not there, a folder, or not readable: the caller says which name it was.
      return undefined;
    }
  },
  writeFile(path, content) {
    try {
      writeFileSync(path, content);
      return true;
    } catch {
      return false;
    }
  },
  stdin() {
    try {
      return readFileSync(0);
    } catch {
      // A terminal that is not ready, or closed.
      return undefined;
    }
  },
  env: name => process.env[name],
  cwd: process.cwd(),
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
};

async function main(args: string[]): Promise<number | undefined> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-V') return print(`${VERSION}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return name === undefined ? fail(help()) : print(help());
  }
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!subcommand) {
    const meant = nearest(name, Object.keys(SUBCOMMANDS));
    const advice = meant === undefined ? '"sipwright --help" lists them.' : `Did you mean ${meant}?`;
    return fail(`sipwright: there is no command "${name}". ${advice}\n`);
  }
  return subcommand.run(rest, IO);
}

function print(text: string): number {
  IO.stdout(text);
  return EXIT.ok;
}

function fail(text: string): number {
  IO.stderr(text);
  return EXIT.usage;
}

// A reader that goes away (`| head`) is no failure.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

main(process.argv.slice(2)).then(
  code => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => fatal(error),
);

/** A fault of ours: the place, never the data. */
function fatal(error: unknown): void {
  const place = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 4).join('\n') : '';
  IO.stderr(
    `sipwright: internal error (${error instanceof Error ? error.name : 'unknown'}). Please report it.\n${place}\n`,
  );
  process.exitCode = EXIT.usage;
}
