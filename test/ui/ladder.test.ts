/** The ladder as a person uses it: step, look into the roles, see what a hop changed, find the header that failed. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Frame } from 'playwright-core';
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
  const settings = { ...steadySettings, 'window.autoDetectColorScheme': true };
  server = await startServer({ testDriver: true, extensionsFolder, settings });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function text(ladder: Frame, selector: string): Promise<string> {
  return (await ladder.locator(selector).first().textContent()) ?? '';
}

async function stepThrough(workbench: Workbench, ladder: Frame, colorScheme: string): Promise<void> {
  const list = ladder.locator('.scroller');
  await list.focus();
  await workbench.page.keyboard.press('Home');
  await workbench.page.keyboard.press('r');
  await until('the first event alone', async () => (await ladder.locator('.row').count()) === 1);
  assert.match(await text(ladder, 'header.banner'), /Stopped\s*after event 1 of \d+/);
  for (let step = 0; step < 3; step++) await workbench.page.keyboard.press('s');
  await until('four events', async () => (await ladder.locator('.row').count()) === 4);
  await workbench.page.keyboard.press('b');
  await until('three events', async () => (await ladder.locator('.row').count()) === 3);
  await until('the states', async () => (await ladder.locator('.states details').count()) > 3);
  await workbench.screenshot(`ladder-stepping-${colorScheme}`);
  await ladder.getByRole('button', { name: 'Run to the end (E)' }).click();
  await until('the outcome', async () => /registered/i.test(await text(ladder, 'header.banner')));
}

async function lookAtHop(workbench: Workbench, ladder: Frame, colorScheme: string): Promise<void> {
  await ladder.locator('.row[aria-label*="P-CSCF to I-CSCF: SIP REGISTER"]').first().click();
  const hop = ladder.locator('.details .hop');
  await hop.waitFor();
  const changes = await text(ladder, '.details .hop');
  assert.match(changes, /What the P-CSCF changed/i);
  assert.match(changes, /\+ Path: <sip:/);
  assert.match(changes, /- Security-Client: /);
  assert.match(changes, /TS 24\.229 §5\.2\.2/);
  await workbench.screenshot(`ladder-hop-${colorScheme}`);
  assert.doesNotMatch(await text(ladder, 'body'), /465b5ce8b199b49faa5f0a2ee238a6bc/i);
}

async function failAtHeader(workbench: Workbench, workspace: string, colorScheme: string): Promise<void> {
  const file = path.join(workspace, 'register.sip');
  const wrong = readFileSync(file, 'utf8').replace('To: <sip:001010000000001@', 'To: <sip:001010000000009@');
  writeFileSync(file, wrong);
  await workbench.openFile('register.sip');
  const line = wrong.split(/\r?\n/).findIndex(each => each.startsWith('REGISTER ')) + 1;
  await workbench.goTo(line, 1);
  await until('the changed file', async () =>
    (await workbench.page.locator('.view-line').allInnerTexts()).some(each => each.includes('0000009@')),
  );
  await workbench.runCommand('SIP: Run Registration Flow');
  const ladder = await workbench.webview('.banner.bad');
  assert.match(await text(ladder, 'header.banner'), /Rejected\s*403/);
  await until('the lens', async () =>
    (await workbench.page.locator('.codelens-decoration').allInnerTexts()).some(each =>
      each.includes('✗ 403 Forbidden'),
    ),
  );
  await until('the mark', async () => (await workbench.squiggles('error')) > 0);
  await ladder.locator('.row.at-fault').first().click();
  await until('the way to the header', async () =>
    (await ladder.locator('.details button').allInnerTexts()).includes('Show in Message'),
  );
  await workbench.screenshot(`ladder-failure-${colorScheme}`);
  await ladder.getByRole('button', { name: 'Show in Message' }).first().click();
  await until('the header', async () =>
    ((await workbench.page.locator('[id="status.editor.selection"]').textContent()) ?? '').includes('selected'),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the ladder, ${colorScheme}`, async () => {
    const workspace = copyOf(examples, temporaryFolder('sipwright-workspace-'));
    const size = { width: 1440, height: 1000 };
    const workbench = await Workbench.open(server, browser, { host: 'node', workspace, colorScheme, size });
    try {
      await workbench.openFile('register.sip');
      await workbench.goTo(10, 1);
      await workbench.runCommand('SIP: Run Registration Flow');
      const ladder = await workbench.webview('.scroller [role=option]');
      await stepThrough(workbench, ladder, colorScheme);
      await lookAtHop(workbench, ladder, colorScheme);
      await failAtHeader(workbench, workspace, colorScheme);
      assert.deepEqual(workbench.errors, []);
    } catch (error) {
      await workbench.screenshot(`failed-ladder-${colorScheme}`);
      throw error;
    } finally {
      await workbench.close();
    }
  });
}
