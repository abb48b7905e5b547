import path from 'node:path';
import { launchChromium } from '../host/harness/chromium.ts';
import { installFolder, startServer, temporaryFolder } from '../host/harness/server.ts';
import { steadySettings } from '../host/harness/settings.ts';
import { copyOf } from '../host/harness/window.ts';
import { until, Workbench } from './workbench.ts';

const root = path.join(import.meta.dirname, '../..');
const extensionsFolder = temporaryFolder('sipwright-shots-');
installFolder(root, extensionsFolder);
const browser = await launchChromium(console.log);
const server = await startServer({
  testDriver: true,
  extensionsFolder,
  settings: { ...steadySettings, 'window.autoDetectColorScheme': true },
});
try {
  for (const colorScheme of (process.argv[2] ?? 'light,dark').split(',') as ('light' | 'dark')[]) {
    const workspace = copyOf(path.join(root, 'examples'), temporaryFolder('sipwright-workspace-'));
    const workbench = await Workbench.open(server, browser, {
      host: (process.argv[3] ?? 'node') as 'node',
      workspace,
      colorScheme,
      size: { width: 1440, height: 1000 },
    });
    const { page } = workbench;
    try {
      await workbench.openFile('register.sip');
      await workbench.goTo(10, 1);
      await workbench.runCommand('SIP: Run Flow...');
      await page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
      await workbench.screenshot(`pick-${colorScheme}`);
      await page.keyboard.type('gprs-registration');
      await page.waitForTimeout(700);
      await page.keyboard.press('Enter');
      const ladder = await workbench.webview('.scroller [role=option]');
      await page.waitForTimeout(1000);
      await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
      await workbench.runCommand('View: Focus Below Editor Group').catch(() => {});
      await ladder.locator('.row').nth(30).click();
      await ladder.locator('.states details').first().waitFor();
      await workbench.runCommand('View: Focus Below Editor Group').catch(() => {});
      await workbench.runCommand('View: Toggle Maximize Editor Group');
      await ladder.locator('.row').nth(40).scrollIntoViewIfNeeded();
      await ladder.locator('.row').nth(42).click();
      await until('states', async () => (await ladder.locator('.states details').count()) > 3);
      await page.waitForTimeout(500);
      await workbench.screenshot(`long-${colorScheme}`);
      await ladder.getByRole('button', { name: 'Show the run as text' }).click();
      await workbench.screenshot(`text-${colorScheme}`);
      await ladder.getByRole('button', { name: 'Show the run as text' }).click();
      await workbench.runCommand('View: Toggle Maximize Editor Group');
      await workbench.openFile('register.sip');
      await workbench.goTo(10, 1);
      await workbench.runCommand('SIP: What If...');
      await page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
      await workbench.screenshot(`whatif-pick-${colorScheme}`);
      await page.keyboard.type('network.visitedNetwork');
      await page.waitForTimeout(300);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(500);
      await page.keyboard.type('elsewhere.example');
      await page.keyboard.press('Enter');
      await page.locator('.monaco-diff-editor').first().waitFor();
      await page.waitForTimeout(800);
      await workbench.screenshot(`whatif-${colorScheme}`);
      await workbench.runCommand('View: Close All Editors');
      await workbench.openFile('register.sip');
      await workbench.goTo(10, 1);
      await workbench.runCommand('SIP: Run Registration Flow');
      await workbench.webview('.scroller [role=option]');
      await page.waitForTimeout(1500);
      await workbench.runCommand('SIP: Show What Each Hop Changed');
      await page.waitForTimeout(800);
      await workbench.screenshot(`hops-${colorScheme}`);
      await workbench.openFile('register.sip');
      await workbench.runCommand('SIP: Run with Faults...');
      await page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
      await workbench.screenshot(`faults-${colorScheme}`);
    } catch (e) {
      console.log(String(e));
      await workbench.screenshot(`shots-failed-${colorScheme}`);
    }
    console.log(workbench.errors);
    await workbench.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
