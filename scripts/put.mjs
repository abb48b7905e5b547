/** Writes generated files, or with `--check` only says which are not what would be written. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

export function put(file, text) {
  const target = path.join(root, file);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return;
  if (process.argv.includes('--check')) {
    console.error(`${file} is not up to date; "npm run gen" writes it.`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(target, text);
  console.log(`wrote ${file}`);
}

/** A value as the formatter prints it in this file. */
export function putJson(file, value) {
  const biome = path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'format', `--stdin-file-path=${path.join(root, file)}`],
    { cwd: root, input: JSON.stringify(value, null, 2), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`Biome did not format ${file}:\n${stderr}`);
  put(file, stdout);
}
