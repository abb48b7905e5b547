/** The files that a command line names: files, folders, globs, `-` for standard input. */

import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import type { CliIo } from './io.ts';

export interface Input {
  /** As it is printed: relative to the working folder, with `/`; `-` for standard input. */
  readonly path: string;
  readonly text: string;
}

export type Inputs =
  | { readonly ok: true; readonly inputs: readonly Input[] }
  | { readonly ok: false; readonly message: string };

/** Reads everything that is named; a name that leads to no file is a mistake of the caller. */
export function readInputs(names: readonly string[], io: CliIo): Inputs {
  const inputs: Input[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const paths = expand(name, io.cwd);
    if (paths.length === 0)
      return { ok: false, message: `${name}: there is no such file, and no .sip file matches it.` };
    for (const path of paths) {
      if (seen.has(path)) continue;
      seen.add(path);
      const octets = path === '-' ? io.stdin() : io.readFile(resolve(io.cwd, path));
      if (octets === undefined) return { ok: false, message: `${path}: the file cannot be read.` };
      inputs.push({ path, text: decode(octets) });
    }
  }
  return { ok: true, inputs };
}

/** UTF-8; what is no UTF-8 becomes U+FFFD, as in the editor. A byte order mark is no part of the text. */
export function decode(octets: Uint8Array): string {
  return new TextDecoder('utf-8').decode(octets);
}

function expand(name: string, cwd: string): readonly string[] {
  if (name === '-') return ['-'];
  const stat = statSync(resolve(cwd, name), { throwIfNoEntry: false });
  if (stat?.isFile()) return [shown(resolve(cwd, name), cwd)];
  const patterns = stat?.isDirectory() ? `${name.replaceAll('\\', '/').replace(/\/$/, '')}/**/*.sip` : name;
  return globSync(patterns, { cwd, absolute: true, ignore: ['**/node_modules/**'] })
    .map(path => shown(path, cwd))
    .sort();
}

function shown(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return (inside.startsWith('..') ? path : inside).split(sep).join('/');
}
