/** Starts and ends the VS Code server on loopback. */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installRuntime, type Runtime } from './runtime.ts';
import { quietSettings } from './settings.ts';

export interface ServerOptions {
  /** Folders are untrusted until somebody says otherwise. */
  readonly asksForTrust?: boolean;
  /** Installed extensions; by default an empty folder of its own. */
  readonly extensionsFolder?: string;
  /** User settings beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The folder that the plain address opens. */
  readonly defaultFolder?: string;
  /** Lets a page's address carry extensions, tests and files; turns notification pop-ups off. */
  readonly testDriver?: boolean;
  /** 0, the default, takes a free one. */
  readonly port?: number;
}

export interface Server {
  readonly runtime: Runtime;
  /** `127.0.0.1:port`. */
  readonly authority: string;
  readonly extensionsFolder: string;
  /** Path under which the page gets VS Code's own files. */
  readonly staticPath: string;
  /** Resolves when the server has ended by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Everything the server and its extension hosts logged: file name to text. */
  logs(): Record<string, string>;
  stop(): Promise<void>;
}

const startLimit = 60_000;

export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const runtime = installRuntime();
  const dataFolder = temporaryFolder('sipwright-host-');
  const extensionsFolder = options.extensionsFolder ?? path.join(dataFolder, 'extensions');
  fs.mkdirSync(extensionsFolder, { recursive: true });
  writeUserSettings(dataFolder, { ...quietSettings, ...options.settings });
  const running = startProcess(runtime, dataFolder, extensionsFolder, options);
  const stop = async (): Promise<void> => {
    running.end();
    await running.ended;
    fs.rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    const port = await running.port;
    const product = JSON.parse(fs.readFileSync(path.join(runtime.vscodeFolder, 'product.json'), 'utf8'));
    return {
      runtime,
      authority: `127.0.0.1:${port}`,
      extensionsFolder,
      staticPath: `/${product.quality}-${product.commit}/static`,
      ended: running.ended,
      logs: () => readTexts(path.join(dataFolder, 'data', 'logs')),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a package into a folder of extensions and returns the folder it was unpacked to. */
export function installPackage(vsix: string, extensionsFolder: string): string {
  const runtime = installRuntime();
  const dataFolder = temporaryFolder('sipwright-install-');
  try {
    const args = ['--install-extension', vsix, '--force', '--do-not-sync', '--accept-server-license-terms'];
    const folders = ['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder];
    execFileSync(process.execPath, [runtime.serverScript, ...args, ...folders], {
      env: serverEnvironment(dataFolder),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } finally {
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
  const unpacked = fs.readdirSync(extensionsFolder).find(name => name.startsWith('sipwright.sipwright-'));
  if (!unpacked) throw new Error(`${vsix} was not installed into ${extensionsFolder}.`);
  return path.join(extensionsFolder, unpacked);
}

/** Makes an unpacked extension count as installed from where it lies. */
export function installFolder(folder: string, extensionsFolder: string): void {
  const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const location = { $mid: 1, scheme: 'file', path: folder };
  const metadata = { installedTimestamp: Date.now(), source: 'vsix', pinned: true };
  const entry = { identifier: { id: `${publisher}.${name}` }, version, location, metadata };
  fs.mkdirSync(extensionsFolder, { recursive: true });
  fs.writeFileSync(path.join(extensionsFolder, 'extensions.json'), JSON.stringify([entry]));
}

const temporaryFolders: string[] = [];
process.once('exit', () => {
  for (const folder of temporaryFolders) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A new folder that goes away with this process at the latest. */
export function temporaryFolder(prefix: string): string {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), prefix));
  temporaryFolders.push(folder);
  return folder;
}

function writeUserSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): void {
  const folder = path.join(dataFolder, 'data', 'User');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/** No gallery, and sockets in a folder that is removed afterwards. */
function serverEnvironment(dataFolder: string): NodeJS.ProcessEnv {
  const sockets = path.join(dataFolder, 'tmp');
  fs.mkdirSync(sockets, { recursive: true });
  return { ...process.env, EXTENSIONS_GALLERY: '{}', TMPDIR: sockets };
}

function serverArguments(runtime: Runtime, dataFolder: string, extensionsFolder: string, options: ServerOptions) {
  return [
    runtime.serverScript,
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
    ...['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder],
    ...['--builtin-extensions-dir', runtime.builtinExtensionsFolder],
    ...(options.defaultFolder ? ['--default-folder', options.defaultFolder] : []),
    ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    '--without-connection-token',
    '--accept-server-license-terms',
    ...(options.asksForTrust ? [] : ['--disable-workspace-trust']),
    '--disable-telemetry',
    ...['--telemetry-level', 'off'],
    '--disable-experiments',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--force-disable-user-env',
    // Should this process be killed, the server ends by itself a few minutes after its last window.
    ...(options.testDriver ? ['--reconnection-grace-time', '60', '--enable-remote-auto-shutdown'] : []),
  ];
}

interface ServerProcess {
  /** Settles when the server listens, or has ended before. */
  readonly port: Promise<number>;
  readonly ended: Promise<void>;
  end(): void;
}

function startProcess(runtime: Runtime, dataFolder: string, extensions: string, options: ServerOptions): ServerProcess {
  // A group of its own: extension hosts and language servers outlive a server that is ended alone.
  const child = spawn(process.execPath, serverArguments(runtime, dataFolder, extensions, options), {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serverEnvironment(dataFolder),
  });
  const signal = (name: NodeJS.Signals): void => {
    if (!child.pid) return;
    try {
      process.kill(-child.pid, name);
    } catch {
      // The whole group has ended.
    }
  };
  const endHard = (): void => signal('SIGKILL');
  process.once('exit', endHard);
  const ended = new Promise<void>(resolve => {
    child.once('close', () => {
      endHard();
      process.off('exit', endHard);
      resolve();
    });
  });
  const end = (): void => {
    signal('SIGTERM');
    const timer = setTimeout(endHard, 1000);
    child.once('close', () => clearTimeout(timer));
  };
  return { port: listeningPort(child, ended), ended, end };
}

function listeningPort(child: ReturnType<typeof spawn>, ended: Promise<void>): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what: string): void => reject(new Error(`the VS Code server ${what}: ${output.slice(0, 2000)}`));
    const timer = setTimeout(() => fail('did not start in time'), startLimit);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (!match) return;
      clearTimeout(timer);
      output = '';
      resolve(Number(match[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', error => fail(`could not be started (${error.message})`));
    void ended.then(() => {
      clearTimeout(timer);
      fail('ended');
    });
  });
}

function readTexts(folder: string): Record<string, string> {
  if (!fs.existsSync(folder)) return {};
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const texts = files.filter(name => name.endsWith('.log'));
  return Object.fromEntries(texts.map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}
