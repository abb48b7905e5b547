/** Runs a subcommand without a process: what it prints, what it writes, how it ends. */
import { readFileSync } from 'node:fs';
import type { CliIo } from '../../server/src/node/cli/io.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What was written, by path. */
  readonly written: ReadonlyMap<string, string>;
}

export interface World {
  /** Texts of files that are only here, by absolute path; others are read from the disk. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly columns?: number;
  /** A disk that takes nothing. */
  readonly readOnly?: boolean;
}

export function run(command: (args: string[], io: CliIo) => number, args: string[], world: World = {}): Outcome {
  const { files = {}, stdin, env = {}, cwd = '/work', columns, readOnly = false } = world;
  let out = '';
  let err = '';
  const written = new Map<string, string>();
  const octetsOf = (content: string | Uint8Array): Uint8Array =>
    typeof content === 'string' ? Buffer.from(content) : content;
  const io: CliIo = {
    stdout: text => {
      out += text;
    },
    stderr: text => {
      err += text;
    },
    readFile(path) {
      const content = files[path];
      if (content !== undefined) return octetsOf(content);
      try {
        return readFileSync(path);
      } catch {
        return undefined;
      }
    },
    writeFile(path, content) {
      if (!readOnly) written.set(path, Buffer.from(content).toString());
      return !readOnly;
    },
    stdin: () => (stdin === undefined ? undefined : octetsOf(stdin)),
    env: name => env[name],
    cwd,
    columns,
  };
  return { code: command(args, io), out, err, written };
}
