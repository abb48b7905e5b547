/** Tests of a `.sip` file in the Test Explorer, and a pasted trace, as a person sees them. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../host/harness/chromium.ts';
import { installPackage, type Server, startServer, temporaryFolder } from '../host/harness/server.ts';
import { steadySettings } from '../host/harness/settings.ts';
import { copyOf, type ExtensionHost } from '../host/harness/window.ts';
import { until, Workbench } from './workbench.ts';

const root = path.join(import.meta.dirname, '../..');
const examples = path.join(root, 'examples');
const register = readFileSync(path.join(examples, 'register.sip'), 'utf8');
const message = register.slice(register.indexOf('REGISTER sip:'));
const stranger = message.replace('username="001010000000001@', 'username="001010000000009@');

const TESTS = [
  `### Alice registers\n# @expect 200\n# @expect registered ims-re-registration\n${message}`,
  `### A stranger is refused\n# @expect 403\n${stranger}`,
  `### A stranger is let in\n# @expect 200\n${stranger}`,
].join('\n');

let browser: Browser;
/** The package, unpacked: the web host takes it as an extension under development. */
let unpacked: string;
const servers = new Map<ExtensionHost, Server>();

before(async () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const extensionsFolder = temporaryFolder('sipwright-ui-');
  unpacked = installPackage(path.join(root, '.build', `sipwright-${version}.vsix`), extensionsFolder);
  browser = await launchChromium(console.log);
  const settings = {
    ...steadySettings,
    'window.autoDetectColorScheme': true,
    'testing.automaticallyOpenPeekView': 'never',
  };
  servers.set('node', await startServer({ testDriver: true, extensionsFolder, settings }));
  servers.set(
    'web',
    await startServer({ testDriver: true, extensionsFolder: temporaryFolder('sipwright-none-'), settings }),
  );
});

after(async () => {
  await browser?.close();
  for (const server of servers.values()) await server.stop();
});

function workspaceWith(files: Readonly<Record<string, string>>): string {
  const workspace = copyOf(examples, temporaryFolder('sipwright-workspace-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
    writeFileSync(path.join(workspace, name), text);
  }
  return workspace;
}

interface Scene {
  readonly name: string;
  readonly host: ExtensionHost;
  readonly colorScheme: 'light' | 'dark';
  readonly files: Readonly<Record<string, string>>;
}

async function inWindow(
  { name, host, colorScheme, files }: Scene,
  work: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  const server = servers.get(host);
  assert.ok(server);
  const workbench = await Workbench.open(server, browser, {
    host,
    workspace: workspaceWith(files),
    colorScheme,
    size: { width: 1440, height: 900 },
    developmentExtensions: host === 'web' ? [unpacked] : [],
  });
  try {
    await work(workbench);
    assert.deepEqual(workbench.errors, []);
  } catch (error) {
    await workbench.screenshot(`failed-${name}`);
    throw error;
  } finally {
    await workbench.close();
  }
}

/** Rows of the tree: what a screen reader reads, and the text. */
function rows(workbench: Workbench): Promise<string[]> {
  const all = workbench.page.locator('.test-explorer .monaco-list-row');
  return all.evaluateAll(list => list.map(row => `${row.getAttribute('aria-label')} | ${row.textContent}`));
}

async function rowsWith(workbench: Workbench, ...parts: RegExp[]): Promise<string[]> {
  let found: string[] = [];
  return until(`rows like ${parts.join(' ')}`, async () => {
    found = await rows(workbench);
    return parts.every(part => found.some(row => part.test(row))) && found;
  }).catch(error => assert.fail(`${error}: ${found.join('\n')}`));
}

const VARIANTS = [
  ['node', 'light'],
  ['node', 'dark'],
  ['web', 'dark'],
] as const;
for (const [host, colorScheme] of VARIANTS) {
  const name = `tests-${host}-${colorScheme}`;
  test(`tests are found without being opened, run, and say why they fail: ${host}, ${colorScheme}`, async () => {
    await inWindow({ name, host, colorScheme, files: { 'tests/strangers.sip': TESTS } }, async workbench => {
      await workbench.page
        .getByRole('tab', { name: /^Testing/ })
        .first()
        .click();
      await rowsWith(workbench, /strangers\.sip/);
      await workbench.openFile('strangers.sip');
      await workbench.runCommand('Test: Run All Tests');
      const file = workbench.page.locator('.test-explorer .monaco-list-row', { hasText: 'strangers.sip' });
      await rowsWith(workbench, /strangers\.sip.*(?:Failed)/);
      if ((await file.getAttribute('aria-expanded')) === 'false') await file.locator('.monaco-tl-twistie').click();
      const found = await rowsWith(workbench, /let in/);
      const states = found
        .filter(row => !/strangers\.sip/.test(row))
        .map(row => /Passed|Failed|Errored/.exec(row)?.[0]);
      assert.deepEqual(states, ['Passed', 'Passed', 'Passed', 'Failed'], found.join('\n'));
      const line = TESTS.split('\n').lastIndexOf('# @expect 200') + 1;
      await workbench.goTo(line, 1);
      await workbench.page.locator('.monaco-editor').getByText('403 Forbidden != 200').first().waitFor();
      await workbench.screenshot(name);
    });
  });
}

test('with continuous run on, saving a file runs its tests again', async () => {
  const files = { 'strangers.sip': TESTS };
  await inWindow({ name: 'continuous', host: 'node', colorScheme: 'light', files }, async workbench => {
    const { page } = workbench;
    await page
      .getByRole('tab', { name: /^Testing/ })
      .first()
      .click();
    await rowsWith(workbench, /strangers\.sip/);
    await workbench.openFile('strangers.sip');
    await page.locator('.sidebar [aria-label*="Continuous Run"]').first().click();
    await workbench.goTo(TESTS.split('\n').lastIndexOf('# @expect 200') + 1, 1);
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('# @expect 500');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+s');
    await rowsWith(workbench, /strangers\.sip.*Failed/);
    await workbench.goTo(TESTS.split('\n').lastIndexOf('# @expect 200') + 1, 1);
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('# @expect 403');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+s');
    await rowsWith(workbench, /strangers\.sip.*Passed/);
  });
});

const LOG = `2026-11-20 10:00:00.000 U 192.0.2.1:5060 -> 192.0.2.2:5060
OPTIONS sip:b@example.com SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1
Max=Forwards: 70
From: <sip:a@example.com>;tag=1
To: <sip:b@example.com>
Call-ID: 1@192.0.2.1
CSeq: 1 OPTIONS
Content-Length: 0

`;

test('a pasted log stays text, and is offered as messages', async () => {
  const files = { 'trace.log': LOG, 'new.sip': '' };
  await inWindow({ name: 'paste', host: 'node', colorScheme: 'light', files }, async workbench => {
    await workbench.openFile('trace.log');
    await workbench.page.keyboard.press('Control+a');
    await workbench.page.keyboard.press('Control+c');
    await workbench.openFile('new.sip');
    await workbench.page.keyboard.press('Control+v');
    const editor = workbench.page.locator('.editor-group-container.active .view-lines');
    await until('the text', async () => /Max=Forwards/.test((await editor.textContent()) ?? ''));
    await workbench.page.locator('.post-edit-widget .monaco-button').click();
    await workbench.screenshot('paste-choice');
    await workbench.page.getByText('Paste as SIP messages').first().click();
    await until('the repaired text', async () => /Max-Forwards/.test((await editor.textContent()) ?? ''));
    await workbench.screenshot('paste-light');
  });
});
