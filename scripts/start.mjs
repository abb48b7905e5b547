/**
 * Opens VS Code with the extension on examples/: the desktop program where there is one, else VS Code in a browser.
 *
 *   npm start [-- --browser] [--port N]
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installRuntime } from '../test/host/harness/runtime.ts';
import { installFolder, startServer, temporaryFolder } from '../test/host/harness/server.ts';
import { quietSettings } from '../test/host/harness/settings.ts';
import { buildAll } from './build.mjs';
import { buildFolder, root } from './paths.mjs';

const examples = path.join(root, 'examples');
const onWindows = process.platform === 'win32';

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** In a terminal of a remote window `code` can only send files to that window. */
function hasDesktopCode() {
  if (!hasDisplay() || process.env.VSCODE_IPC_HOOK_CLI) return false;
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: onWindows }).status === 0;
}

/** A user folder of its own keeps the settings and extensions of whoever runs this out of the way. */
function openDesktop() {
  const userFolder = path.join(buildFolder, 'desktop');
  mkdirSync(path.join(userFolder, 'User'), { recursive: true });
  writeFileSync(path.join(userFolder, 'User', 'settings.json'), JSON.stringify(quietSettings, null, 2));
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${userFolder}`,
    `--extensions-dir=${path.join(userFolder, 'extensions')}`,
    '--disable-workspace-trust',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    examples,
  ];
  const { status, error } = spawnSync('code', args, { stdio: 'inherit', shell: onWindows });
  if (status !== 0)
    throw new Error(`"code" did not open${error ? `: ${error.message}` : ''}; try npm start -- --browser`);
  console.log('VS Code is open on examples/.');
}

/** Best effort: the address is printed anyway. */
function openBrowser(url) {
  if (!hasDisplay()) return;
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', '""'] }[process.platform] ?? [
    'xdg-open',
  ];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

async function serve(port) {
  installRuntime(console.log);
  const extensionsFolder = temporaryFolder('sipwright-extensions-');
  installFolder(root, extensionsFolder);
  const server = await startServer({ extensionsFolder, defaultFolder: examples, port });
  const url = `http://${server.authority}/?folder=${encodeURI(examples)}`;
  console.log(`VS Code with sipwright on examples/ is at\n\n  ${url}\n\nCtrl+C ends it.`);
  openBrowser(url);
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      asked = true;
      void server.stop();
    });
  }
  await server.ended;
  if (!asked) throw new Error('the VS Code server ended by itself.');
}

try {
  const { values } = parseArgs({ options: { browser: { type: 'boolean' }, port: { type: 'string', default: '0' } } });
  await buildAll();
  if (!values.browser && hasDesktopCode()) openDesktop();
  else await serve(Number(values.port));
  process.exit();
} catch (error) {
  console.error(`npm start cannot go on: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
