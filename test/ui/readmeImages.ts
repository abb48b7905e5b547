/**
 * Takes the pictures of README.md in the real workbench: docs/images/*.png. Look at them before they are committed.
 *
 *   node test/ui/readmeImages.ts      (with Node 24, after npm run build)
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { launchChromium } from '../host/harness/chromium.ts';
import { installFolder, startServer, temporaryFolder } from '../host/harness/server.ts';
import { steadySettings } from '../host/harness/settings.ts';
import { copyOf } from '../host/harness/window.ts';
import { until, Workbench } from './workbench.ts';

const root = path.join(import.meta.dirname, '../..');
const examples = path.join(root, 'examples');
const images = path.join(root, 'docs/images');
/** A page with pictures is read over slow lines too. */
const largest = 300_000;

function lineOf(file: string, start: string): number {
  const lines = readFileSync(path.join(examples, file), 'utf8').split(/\r?\n/);
  const index = lines.findIndex(line => line.startsWith(start));
  assert.notEqual(index, -1, `${file} has no line "${start}"`);
  return index + 1;
}

async function picture(workbench: Workbench, name: string): Promise<void> {
  const file = path.join(images, `${name}.png`);
  await workbench.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await workbench.page.screenshot({ path: file, animations: 'disabled' });
  const { size } = statSync(file);
  assert.ok(size < largest, `${file} has ${size} octets`);
  console.log(`${path.relative(root, file)} ${(size / 1024).toFixed(0)} kB`);
}

async function takeTrace(workbench: Workbench, scheme: string): Promise<void> {
  const file = 'source-trace.sip';
  await workbench.openFile(file);
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await until('the problems of this file alone', async () => {
    const all = await workbench.problems();
    return all.every(problem => problem.file === file) && all;
  });
  await workbench.openFile(file);
  await workbench.hoverAt(lineOf(file, 'SIP/2.0 401'), 10);
  await picture(workbench, `trace-${scheme}`);
  await workbench.closeHover();
}

async function takeLadder(workbench: Workbench, scheme: string): Promise<void> {
  await workbench.runCommand('View: Hide Panel');
  await workbench.openFile('register.sip');
  await workbench.runCommand('View: Close Other Editors in Group');
  await workbench.goTo(lineOf('register.sip', 'REGISTER '), 1);
  await workbench.runCommand('SIP: Run Registration Flow');
  const ladder = await workbench.webview('.scroller [role=option]');
  await until('the outcome', async () =>
    /registered/i.test((await ladder.locator('header.banner').textContent()) ?? ''),
  );
  await picture(workbench, `ladder-${scheme}`);
  // The whole window: beside the drawing stands what the P-CSCF changed in the first REGISTER.
  await workbench.page.locator('.tab', { hasText: 'Ladder' }).click();
  await workbench.runCommand('View: Toggle Maximize Editor Group');
  await ladder.locator('.row[aria-label*="P-CSCF to I-CSCF: SIP REGISTER"]').first().click();
  await ladder.locator('.details .hop').waitFor();
  await ladder.locator('.banner').hover();
  await picture(workbench, `hops-${scheme}`);
}

mkdirSync(images, { recursive: true });
const extensionsFolder = temporaryFolder('sipwright-images-');
installFolder(root, extensionsFolder);
const browser = await launchChromium(console.log);
// Only what is open, so that the Problems view shows the file that this is about.
const quiet = { 'sipwright.diagnostics.workspace': false };
const settings = { ...steadySettings, ...quiet, 'window.autoDetectColorScheme': true };
const server = await startServer({ testDriver: true, extensionsFolder, settings });
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const workspace = copyOf(examples, path.join(temporaryFolder('sipwright-images-'), 'examples'));
    const size = { width: 1280, height: 800 };
    const workbench = await Workbench.open(server, browser, { host: 'node', workspace, colorScheme, size });
    await takeTrace(workbench, colorScheme);
    await takeLadder(workbench, colorScheme);
    await workbench.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
