import path from 'node:path';
import { launchChromium } from '../host/harness/chromium.ts';
import { installFolder, startServer, temporaryFolder } from '../host/harness/server.ts';
import { steadySettings } from '../host/harness/settings.ts';
import { copyOf } from '../host/harness/window.ts';
import { Workbench } from './workbench.ts';
const root = path.join(import.meta.dirname, '../..');
const extensionsFolder = temporaryFolder('sipwright-scratch-');
installFolder(root, extensionsFolder);
const browser = await launchChromium(console.log);
const server = await startServer({ testDriver: true, extensionsFolder, settings: { ...steadySettings, 'window.autoDetectColorScheme': true } });
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const workspace = copyOf(path.join(root, 'examples'), path.join(temporaryFolder('sipwright-scratch-'), 'examples'));
    const w = await Workbench.open(server, browser, { host: 'node', workspace, colorScheme, size: { width: 1280, height: 860 } });
    const shot = (name: string) => w.page.screenshot({ path: `/tmp/shots/${name}-${colorScheme}.png`, animations: 'disabled' });
    await w.openFile('register.sip');
    await w.goTo(10, 1);
    await w.page.keyboard.press('Shift+F10');
    await w.page.waitForTimeout(800);
    await shot('context');
    await w.page.keyboard.press('Escape');
    await w.runCommand('SIP: Run Flow...');
    await w.page.waitForTimeout(1200);
    await shot('flows');
    await w.page.keyboard.press('Escape');
    await w.page.keyboard.press('F1');
    await w.page.keyboard.type('SIP:');
    await w.page.waitForTimeout(1000);
    await shot('palette');
    await w.page.keyboard.press('Escape');
    await w.openFile('registration.sip');
    await w.hoverAt(51, 300).catch(e => console.log(String(e)));
    await shot('registration');
    await w.closeHover().catch(() => {});
    await w.runCommand('Welcome: Open Walkthrough');
    await w.page.waitForTimeout(1000);
    await w.page.keyboard.type('SIP and IMS');
    await w.page.waitForTimeout(800);
    await w.page.keyboard.press('Enter');
    await w.page.waitForTimeout(2500);
    await shot('walkthrough');
    await w.page.locator('.getting-started-step').nth(4).click().catch(e => console.log(String(e)));
    await w.page.waitForTimeout(1500);
    await shot('walkthrough5');
    await w.close();
  }
} finally { await browser.close(); await server.stop(); }
