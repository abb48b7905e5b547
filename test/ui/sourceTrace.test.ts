/** The main job, as a person does it in VS Code: open the source trace, read what is wrong, run a registration. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../host/harness/chromium.ts';
import { installPackage, type Server, startServer, temporaryFolder } from '../host/harness/server.ts';
import { steadySettings } from '../host/harness/settings.ts';
import { copyOf } from '../host/harness/window.ts';
import { until, Workbench } from './workbench.ts';

const root = path.join(import.meta.dirname, '../..');
const examples = path.join(root, 'examples');

let server: Server;
let browser: Browser;

before(async () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const extensionsFolder = temporaryFolder('sipwright-ui-');
  installPackage(path.join(root, '.build', `sipwright-${version}.vsix`), extensionsFolder);
  browser = await launchChromium(console.log);
  // Only what is open, so that the Problems view shows the file that this is about.
  const quiet = { 'sipwright.diagnostics.workspace': false };
  const settings = { ...steadySettings, ...quiet, 'window.autoDetectColorScheme': true };
  server = await startServer({ testDriver: true, extensionsFolder, settings });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Where a line of an example begins, from 1. */
function lineOf(file: string, start: string): number {
  const index = readFileSync(path.join(examples, file), 'utf8')
    .split(/\r?\n/)
    .findIndex(line => line.startsWith(start));
  assert.notEqual(index, -1, `${file} has no line "${start}"`);
  return index + 1;
}

async function readTrace(workbench: Workbench, colorScheme: string): Promise<void> {
  const file = 'source-trace.sip';
  await workbench.openFile(file);
  const unauthorized = lineOf(file, 'SIP/2.0 401');
  await workbench.goTo(unauthorized, 1);
  await until(
    'a squiggle',
    async () => (await workbench.squiggles('error')) + (await workbench.squiggles('warning')) > 0,
  );
  const problems = await until('the problems of this file alone', async () => {
    const all = await workbench.problems();
    return all.every(problem => problem.file === file) && all;
  });
  assert.ok(
    problems.some(problem => problem.line === unauthorized),
    `the 401 is not marked: ${JSON.stringify(problems)}`,
  );
  await workbench.openFile(file);
  const hover = await workbench.hoverAt(lineOf(file, 'P-Charging-Vector:'), 3);
  assert.match(hover, /RFC 7315|TS 24\.229/);
  await workbench.screenshot(`source-trace-${colorScheme}`);
  await workbench.closeHover();
}

async function runRegistration(workbench: Workbench, colorScheme: string): Promise<void> {
  await workbench.runCommand('View: Hide Panel');
  await workbench.openFile('register.sip');
  await workbench.goTo(lineOf('register.sip', 'REGISTER '), 1);
  await workbench.runCommand('SIP: Run Registration Flow');
  const ladder = await workbench.webview('.scroller [role=option]');
  const outcome = (await ladder.locator('header.banner').allInnerTexts()).join(' ');
  assert.match(outcome, /registered/i);
  const drawing = (await ladder.locator('.scroller').allInnerTexts()).join(' ');
  for (const expected of ['UE', 'P-CSCF', 'I-CSCF', 'S-CSCF', 'HSS', 'REGISTER', '401']) {
    assert.ok(drawing.includes(expected), `the ladder does not show ${expected}: ${drawing}`);
  }
  await workbench.screenshot(`ladder-${colorScheme}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`source trace and registration, ${colorScheme}`, async () => {
    const workspace = copyOf(examples, temporaryFolder('sipwright-workspace-'));
    const size = { width: 1440, height: 900 };
    const workbench = await Workbench.open(server, browser, { host: 'node', workspace, colorScheme, size });
    try {
      await readTrace(workbench, colorScheme);
      await runRegistration(workbench, colorScheme);
      assert.deepEqual(workbench.errors, []);
    } catch (error) {
      await workbench.screenshot(`failed-${colorScheme}`);
      throw error;
    } finally {
      await workbench.close();
    }
  });
}
