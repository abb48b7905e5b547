/**
 * Builds and packs the extension.
 *
 *   npm run package
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.mjs';
import { buildFolder, root, vsixFile } from './paths.mjs';

/** Packs what is built and returns a line about the file; throws when vsce refuses. */
export function packExtension() {
  mkdirSync(buildFolder, { recursive: true });
  const file = vsixFile();
  // A failure must not leave an older package for the tests to run with.
  rmSync(file, { force: true });
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  // The bundles hold every dependency. Links of README.md cannot be made absolute while there is no address to begin with.
  const args = [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`vsce did not pack the extension:\n${stdout}${stderr}`);
  return `${path.relative(root, file)} ${(statSync(file).size / 1024).toFixed(0)} kB`;
}

if (process.argv[1] === import.meta.filename) {
  try {
    await buildAll();
    console.log(packExtension());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
