/**
 * Writes everything that is made from the sources: the list of rules, the reference in docs/, the settings of the rules.
 *
 *   npm run gen [-- --check]
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** In this order: the others read the list of rules. Each runs alone, so that it sees what was written before. */
const generators = ['gen-rules.mjs', 'gen-headers.mjs', 'gen-command-line.mjs', 'gen-settings.mjs'];

for (const generator of generators) {
  const script = path.join(import.meta.dirname, generator);
  const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
