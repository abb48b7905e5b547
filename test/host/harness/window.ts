/** Opens a window of VS Code as a page: with extensions under development, and with tests to run when asked. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Server } from './server.ts';

/** `node`: a process beside the server, as on the desktop. `web`: a worker in the page, as on vscode.dev. */
export type ExtensionHost = 'node' | 'web';

export interface WindowOptions {
  readonly host: ExtensionHost;
  /** The folder that is opened. */
  readonly workspace: string;
  /** Folders of extensions under development. */
  readonly developmentExtensions?: readonly string[];
  /** The module whose `run` is called inside the extension host; for `web` inside one of the extensions. */
  readonly tests?: string;
  /** Environment of the node extension host. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly colorScheme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
  /** Called for each line that an extension host writes to its console. */
  readonly onConsole?: (level: string, values: readonly unknown[]) => void;
  /** Called with the outcome when `run` of the tests has ended. */
  readonly onTestsEnd?: (exitCode: number) => void;
}

export interface Window {
  readonly page: Page;
  /** Errors that the page or an extension host reported, without those that VS Code always has here. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** What VS Code itself complains of when it runs without accounts, without its gallery and with few extensions. */
const knownErrors =
  /Failed to load resource|HTTP response code \(404\)|Activating extension '(vscode|ms-vscode)\.|\[Service Worker\]|authentication provider 'github'|DefaultAccount|vscode-sqlite3|join\.disconnectRemote/;

export async function openWindow(server: Server, browser: Browser, options: WindowOptions): Promise<Window> {
  const extensions = (options.developmentExtensions ?? []).map(folder => path.resolve(folder));
  // VS Code passes over a development extension that is not there without a word.
  const missing = extensions.find(folder => !fs.existsSync(path.join(folder, 'package.json')));
  if (missing) throw new Error(`there is no extension in ${missing}.`);
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const published = options.host === 'web' ? publish(server, extensions) : undefined;
  const close = async (): Promise<void> => {
    await context.close();
    published?.remove();
  };
  try {
    const { page, errors } = await newPage(context, options);
    if (published) await patchConfiguration(page, webConfiguration(published.locations, options.tests));
    const payload = published ? [] : nodePayload(server, extensions, options);
    await page.goto(address(server, options.workspace, payload), { waitUntil: 'domcontentloaded' });
    return { page, errors, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function newPage(context: BrowserContext, options: WindowOptions): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  const errors: string[] = [];
  const note = (text: string): void => {
    if (!knownErrors.test(text)) errors.push(text);
  };
  page.on('console', message => {
    if (message.type() === 'error') note(message.text());
  });
  page.on('pageerror', error => note(error.stack ?? error.message));
  await page.exposeFunction('codeAutomationLog', (level: string, values: unknown[]) =>
    options.onConsole?.(level, values),
  );
  await page.exposeFunction('codeAutomationExit', (code: number) => options.onTestsEnd?.(code));
  return { page, errors };
}

type Payload = readonly (readonly [key: string, value: string])[];

function address(server: Server, workspace: string, payload: Payload): string {
  const all = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload];
  const query = new URLSearchParams({ folder: path.resolve(workspace), payload: JSON.stringify(all) });
  return `http://${server.authority}/?${query}`;
}

function nodePayload(server: Server, extensions: readonly string[], options: WindowOptions): Payload {
  const remote = (file: string): string => `vscode-remote://${server.authority}${encodeURI(path.resolve(file))}`;
  return [
    ...extensions.map(folder => ['extensionDevelopmentPath', remote(folder)] as const),
    ...(options.tests ? [['extensionTestsPath', remote(options.tests)] as const] : []),
    ...(options.environment ? [['extensionEnvironment', JSON.stringify(options.environment)] as const] : []),
  ];
}

/** Where a page finds something: VS Code's UriComponents. */
interface Location {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

interface Published {
  /** Folder to location. */
  readonly locations: ReadonlyMap<string, Location>;
  remove(): void;
}

/** Lets the page load extensions over http, which is the only way in which their workers may start. */
function publish(server: Server, extensions: readonly string[]): Published {
  const links: string[] = [];
  const locations = new Map<string, Location>();
  for (const folder of extensions) {
    const name = `development-${randomUUID()}`;
    const link = path.join(server.runtime.vscodeFolder, name);
    fs.symlinkSync(folder, link, process.platform === 'win32' ? 'junction' : 'dir');
    links.push(link);
    const location = { scheme: 'http', authority: server.authority, path: `${server.staticPath}/${name}` };
    locations.set(folder, location);
  }
  const remove = (): void => {
    process.off('exit', remove);
    for (const link of links) fs.rmSync(link, { force: true });
  };
  process.once('exit', remove);
  return { locations, remove };
}

interface DevelopmentOptions {
  readonly extensions: readonly Location[];
  readonly extensionTestsPath?: Location;
}

function webConfiguration(locations: Published['locations'], tests: string | undefined): DevelopmentOptions {
  const extensions = [...locations.values()];
  if (!tests) return { extensions };
  const file = path.resolve(tests);
  for (const [folder, location] of locations) {
    if (!file.startsWith(folder + path.sep)) continue;
    return { extensions, extensionTestsPath: { ...location, path: location.path + file.slice(folder.length) } };
  }
  throw new Error(`tests for the web extension host must lie inside one of its extensions: ${file}`);
}

/** The workbench reads its configuration from an attribute of the page, once; this adds ours to what it reads. */
async function patchConfiguration(page: Page, developmentOptions: DevelopmentOptions): Promise<void> {
  await page.addInitScript(added => {
    const original = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function getAttribute(name: string): string | null {
      const value = original.call(this, name);
      if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration' || !value) return value;
      const configuration = JSON.parse(value);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...added };
      return JSON.stringify(configuration);
    };
  }, developmentOptions);
}

declare global {
  /** What VS Code defines in the page when the server was started with `testDriver`. */
  var driver: { whenWorkbenchRestored(): Promise<void> } | undefined;
}

export async function workbenchRestored(page: Page): Promise<void> {
  await page.waitForFunction(() => globalThis.driver !== undefined, null, { timeout: 60_000 });
  await page.evaluate(() => globalThis.driver?.whenWorkbenchRestored());
}

/** A copy of a folder, so that nothing edits the original; goes away with this process. */
export function copyOf(folder: string, temporaryParent: string): string {
  const copy = path.join(temporaryParent, path.basename(folder));
  fs.cpSync(folder, copy, { recursive: true });
  return copy;
}
