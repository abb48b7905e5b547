/**
 * The suite in the desktop VS Code, which @vscode/test-cli downloads. With SIPWRIGHT_CODE=server it runs in the
 * VS Code server instead, as `npm test` does.
 */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@vscode/test-cli';

// A copy: the suite writes to its workspace.
const workspaceFolder = path.join(import.meta.dirname, '.build', 'desktop-workspace');
rmSync(workspaceFolder, { recursive: true, force: true });
cpSync(path.join(import.meta.dirname, 'examples'), workspaceFolder, { recursive: true });

const shim = path.join(import.meta.dirname, 'test', 'host', 'codeShim.ts');

export default defineConfig({
  label: 'desktop',
  files: '.build/host-suite/*.test.js',
  workspaceFolder,
  mocha: { ui: 'tdd', timeout: 20_000 },
  ...(process.env.SIPWRIGHT_CODE === 'server' ? { useInstallation: { fromPath: shim } } : { version: 'stable' }),
});
