/**
 * The VS Code server that tests and `npm start` use: the one inside npm's code-server package, installed once into a
 * cache folder named after the lock file in test/host/runtime.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const sourceFolder = path.join(import.meta.dirname, '..', 'runtime');
const sourceFiles = ['package.json', 'package-lock.json', 'spdlog.cjs', 'native-watchdog.cjs'];
/** To be raised when what `prepare` makes of the installed packages changes. */
const layoutVersion = 1;

export interface Runtime {
  /** The folder of VS Code itself: out/, extensions/, product.json. */
  readonly vscodeFolder: string;
  readonly serverScript: string;
  readonly builtinExtensionsFolder: string;
}

export function cacheFolder(): string {
  const { XDG_CACHE_HOME = path.join(os.homedir(), '.cache') } = process.env;
  return path.join(XDG_CACHE_HOME, 'sipwright');
}

function runtimeAt(folder: string): Runtime {
  const vscodeFolder = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  return {
    vscodeFolder,
    serverScript: path.join(vscodeFolder, 'out', 'server-main.js'),
    builtinExtensionsFolder: path.join(folder, 'builtin-extensions'),
  };
}

/** Installs the runtime unless it is there. Throws one sentence that says what failed. */
export function installRuntime(say: (line: string) => void = () => {}): Runtime {
  const hash = createHash('sha256').update(`${layoutVersion} ${process.platform} ${process.arch}`);
  for (const name of sourceFiles) hash.update(fs.readFileSync(path.join(sourceFolder, name)));
  const folder = path.join(cacheFolder(), `vscode-host-${hash.digest('hex').slice(0, 12)}`);
  if (fs.existsSync(folder)) return runtimeAt(folder);
  say(`installing the VS Code server into ${folder} (once, about 340 MB)`);
  // Made under another name and renamed when complete, so that half an installation is never taken for one.
  const temporary = `${folder}.${process.pid}`;
  try {
    install(temporary);
    prepare(temporary);
    fs.renameSync(temporary, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
  return runtimeAt(folder);
}

function install(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const name of sourceFiles) fs.copyFileSync(path.join(sourceFolder, name), path.join(folder, name));
  // code-server's own install script would compile native modules; none of them is needed here.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const shell = process.platform === 'win32';
  const { status, stderr } = spawnSync('npm', args, { cwd: folder, env: outerEnvironment(), encoding: 'utf8', shell });
  if (status !== 0) {
    throw new Error(`the VS Code server could not be installed from npm (npm ci in ${sourceFolder}): ${stderr.trim()}`);
  }
}

/** Without what npm hands to the scripts of this repository, such as its workspaces. The registry and proxy stay. */
function outerEnvironment(): NodeJS.ProcessEnv {
  const kept = /^npm_config_(registry|cache|cafile|userconfig|strict_ssl|proxy|https_proxy|noproxy|fetch_\w+)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.test(name)));
}

function prepare(folder: string): void {
  const { vscodeFolder, builtinExtensionsFolder } = runtimeAt(folder);
  const modules = path.join(folder, 'node_modules');
  // The server resolves modules, and serves those of the page, from a folder of its own; one installation serves both.
  link(modules, path.join(vscodeFolder, 'node_modules'));
  fs.rmSync(path.join(vscodeFolder, 'extensions', 'copilot'), { recursive: true, force: true });
  for (const name of ['spdlog', 'native-watchdog']) {
    fs.copyFileSync(path.join(folder, `${name}.cjs`), path.join(modules, '@vscode', name, 'index.js'));
  }
  chooseBuiltinExtensions(path.join(vscodeFolder, 'extensions'), builtinExtensionsFolder);
}

function link(target: string, from: string): void {
  fs.symlinkSync(path.relative(path.dirname(from), target), from, process.platform === 'win32' ? 'junction' : 'dir');
}

/** Built-in extensions that are useful beside ours. Themes and grammars of the others come with the workbench. */
const builtinExtensions = ['theme-defaults', 'theme-modern-icons', 'json', 'markdown-basics'];

/**
 * Links the built-in extensions we want and puts an empty manifest in the place of the others that bring code. Without
 * one, the workbench would try to load that code from the web, where this server has none, and complain.
 */
function chooseBuiltinExtensions(from: string, to: string): void {
  fs.mkdirSync(to);
  for (const name of fs.readdirSync(from)) {
    const file = path.join(from, name, 'package.json');
    if (builtinExtensions.includes(name)) link(path.join(from, name), path.join(to, name));
    else if (fs.existsSync(file)) writeEmptyManifest(file, path.join(to, name));
  }
}

function writeEmptyManifest(file: string, folder: string): void {
  const { name, publisher, version, engines, main, browser } = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (!publisher || !(main || browser)) return;
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, publisher, version, engines }));
}
