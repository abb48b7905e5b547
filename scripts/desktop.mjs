/**
 * Runs the suite in the desktop VS Code, with the extension from this folder.
 *
 *   npm run test:desktop [-- options of vscode-test]
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildAll } from './build.mjs';
import { root } from './paths.mjs';

console.log((await buildAll()).join('\n'));
const program = path.join(root, 'node_modules', '@vscode', 'test-cli', 'out', 'bin.mjs');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
