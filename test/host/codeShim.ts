#!/usr/bin/env node
/**
 * Stands in for the `code` program where the desktop VS Code cannot be had: takes the arguments that @vscode/test-cli
 * and @vscode/test-electron give it, runs the tests in the VS Code server, and exits as `code` would.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launchChromium } from './harness/chromium.ts';
import { startServer } from './harness/server.ts';
import { steadySettings } from './harness/settings.ts';
import { runSuite } from './harness/suiteRun.ts';

// Everything else that `code` understands has no meaning here and is passed over.
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
  },
});
const tests = values.extensionTestsPath;
const workspace = positionals.find(existsSync);
if (typeof tests !== 'string' || !workspace) {
  console.error('This only runs tests: it needs --extensionTestsPath=FILE and a folder.');
  process.exit(2);
}
const browser = await launchChromium(console.error);
const server = await startServer({ testDriver: true, settings: steadySettings });
const { exitCode } = await runSuite(server, browser, {
  host: 'node',
  workspace,
  tests,
  developmentExtensions: (values.extensionDevelopmentPath ?? []).filter(folder => typeof folder === 'string'),
  environment: process.env,
  onLine: line => console.log(line),
});
await browser.close();
await server.stop();
process.exit(exitCode);
