/** The files that a command line names: files, folders, globs, `-` for standard input. */

import { statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import type { CliIo } from './io.ts';

export interface Input {
  /** As it is printed: relative to the working folder, with `/`; `-` for standard input. */
  readonly path: string;
  readonly octets: Uint8Array;
  /** The octets as UTF-8; what is no UTF-8 becomes U+FFFD, as in the editor. */
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
    const found = expand(name, io.cwd);
    if (typeof found === 'string') return { ok: false, message: found };
    for (const path of found) {
      if (seen.has(path)) continue;
      seen.add(path);
      const octets = path === '-' ? io.stdin() : io.readFile(resolve(io.cwd, path));
      if (octets === undefined) return { ok: false, message: `${path}: the file cannot be read.` };
      inputs.push({ path, octets, text: decode(octets) });
    }
  }
  return { ok: true, inputs };
}

/** UTF-8; what is no UTF-8 becomes U+FFFD, as in the editor. A byte order mark is no part of the text. */
export function decode(octets: Uint8Array): string {
  return new TextDecoder('utf-8').decode(octets);
}

/** The files behind a name, in the order of their names, or the sentence that says why there are none. */
function expand(name: string, cwd: string): readonly string[] | string {
  if (name === '-') return ['-'];
  const full = resolve(cwd, name);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat?.isFile()) return [shown(full, cwd)];
  const isFolder = stat?.isDirectory() === true;
  const paths = globSync(isFolder ? '**/*.sip' : name.replaceAll('\\', '/'), {
    cwd: isFolder ? full : cwd,
    absolute: true,
    caseSensitiveMatch: !isFolder,
    ignore: ['**/node_modules/**'],
  });
  if (paths.length === 0) {
    return isFolder ? `${name}: there is no .sip file in this folder.` : `${name}: there is no such file.`;
  }
  return paths.map(path => shown(path, cwd)).sort();
}

function shown(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return (inside.startsWith('..') || isAbsolute(inside) ? path : inside).split(sep).join('/');
}
