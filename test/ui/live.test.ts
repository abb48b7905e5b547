/** The live registrar as a person starts it, and that it cannot be started in a folder that is not trusted. */
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
let browser: Browser;
let extensionsFolder: string;

before(async () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  extensionsFolder = temporaryFolder('sipwright-ui-');
  installPackage(path.join(root, '.build', `sipwright-${version}.vsix`), extensionsFolder);
  browser = await launchChromium(console.log);
});

after(() => browser?.close());

async function inWindow(name: string, asksForTrust: boolean, work: (workbench: Workbench) => Promise<void>) {
  const settings = {
    ...steadySettings,
    'window.autoDetectColorScheme': true,
    'security.workspace.trust.enabled': asksForTrust,
    'sipwright.live.port': 0,
  };
  const server: Server = await startServer({ testDriver: true, extensionsFolder, settings, asksForTrust });
  const workspace = copyOf(path.join(root, 'examples'), temporaryFolder('sipwright-workspace-'));
  const size = { width: 1440, height: 900 };
  const workbench = await Workbench.open(server, browser, { host: 'node', workspace, colorScheme: 'dark', size });
  try {
    await work(workbench);
    assert.deepEqual(workbench.errors, []);
  } catch (error) {
    await workbench.screenshot(`failed-${name}`);
    throw error;
  } finally {
    await workbench.close();
    await server.stop();
  }
}

/** Titles that the palette offers for a word. */
async function offered({ page }: Workbench, words: string): Promise<string[]> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget .quick-input-box input').fill(`>${words}`);
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.first().waitFor();
  const titles = await rows.evaluateAll(list => list.map(row => row.getAttribute('aria-label') ?? ''));
  await page.keyboard.press('Escape');
  return titles;
}

test('our UE registers at the live registrar, without the agreement that needs IPsec', async () => {
  await inWindow('live', false, async workbench => {
    const { page } = workbench;
    await workbench.openFile('register.sip');
    await until('the extension', async () => (await page.locator('.codelens-decoration a').count()) > 0);
    await workbench.runCommand('SIP: Start Live Registrar');
    const item = page.locator('.statusbar-item', { hasText: /SIP 127\.0\.0\.1:\d+/ });
    await item.waitFor();
    await workbench.openFile('register.sip');
    await workbench.goTo(10, 1);
    await workbench.runCommand('SIP: Send to Registrar...');
    const input = page.locator('.quick-input-widget .quick-input-box input');
    await until('the place', async () => /^127\.0\.0\.1:\d+$/.test(await input.inputValue()));
    await page.keyboard.press('Enter');
    // What stands in the way is selected; that takes the focus.
    await page.locator('[id="status.editor.selection"]', { hasText: 'selected' }).waitFor();
    // With the test driver there are no toasts.
    await workbench.runCommand('Notifications: Show Notifications');
    await page.getByRole('button', { name: 'Send Without Agreement' }).click();
    const sent = page.locator('.tab', { hasText: 'register sent.sip' });
    await sent.waitFor();
    await workbench.runCommand('Notifications: Show Notifications');
    await page
      .getByText(/registered: 200 OK/)
      .first()
      .waitFor();
    await workbench.screenshot('live-dark');
    await workbench.runCommand('SIP: Stop Live Registrar');
    await item.waitFor({ state: 'hidden' });
  });
});

test('in an untrusted folder messages are checked, and nothing is sent or received', async () => {
  await inWindow('untrusted', true, async workbench => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.openFile('register.sip');
    await until('the extension', async () => (await workbench.page.locator('.codelens-decoration a').count()) > 0);
    const titles = [...(await offered(workbench, 'SIP: Live')), ...(await offered(workbench, 'SIP: Registra'))];
    assert.ok(
      titles.some(title => title.includes('SIP: Run Registration Flow')),
      titles.join(),
    );
    assert.deepEqual(
      titles.filter(title => /Live Registrar|Send to Registrar/.test(title)),
      [],
    );
  });
});
