/** Places in the repository that several scripts share. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Everything that is made here and never committed, next to the bundles in the dist folders. */
export const buildFolder = path.join(root, '.build');
/** The compiled suites that run inside VS Code, with the manifest of the stub extension that carries them. */
export const hostSuiteFolder = path.join(buildFolder, 'host-suite');

export function manifest() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
}

export function vsixFile() {
  return path.join(buildFolder, `sipwright-${manifest().version}.vsix`);
}
