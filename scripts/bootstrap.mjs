/**
 * Entry of every npm script. Needs nothing but Node 20 and npm: installs the dependencies when they are missing or do
 * not match the lock file, then runs scripts/<name>.mjs under the Node 24 that npm's `node` package brings.
 *
 *   node scripts/bootstrap.mjs <name> [arguments]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const toolNode = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function fail(message) {
  console.error(`sipwright: ${message}`);
  process.exit(1);
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** npm writes node_modules/.package-lock.json last, so it says what is completely installed. */
function isInstalled() {
  const record = path.join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages(path.join(root, 'package-lock.json'))).every(
    ([place, wanted]) =>
      !place.startsWith('node_modules/') ||
      wanted.link ||
      (installed[place] ? installed[place].version === wanted.version : wanted.optional || wanted.peer),
  );
}

/** The environment without this folder's own commands: they go away while npm replaces node_modules. */
function environmentOutside() {
  const [key, value] = pathVariable();
  const kept = value.split(path.delimiter).filter(folder => !folder.includes(path.join('node_modules', '.bin')));
  return { ...process.env, [key]: kept.join(path.delimiter) };
}

/** Windows spells the variable `Path`. */
function pathVariable() {
  return Object.entries(process.env).find(([name]) => name.toUpperCase() === 'PATH') ?? ['PATH', ''];
}

function npm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: root, env: environmentOutside(), stdio: ['ignore', 'inherit', 'inherit'] };
  if (script?.endsWith('.js')) return spawnSync(process.env.npm_node_execpath ?? 'node', [script, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function install() {
  console.log('sipwright: installing dependencies (npm ci)');
  const { status, error } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) fail(`npm ci did not succeed${error ? `: ${error.message}` : ''}; see its messages above.`);
}

/** The `node` package fetches its binary in an install script, which an npm setting may have kept from running. */
function fetchToolNode() {
  const folder = path.join(modules, 'node');
  const env = environmentOutside();
  spawnSync('node', ['installArchSpecificPackage'], { cwd: folder, env, stdio: 'inherit' });
  if (!existsSync(toolNode)) fail(`Node 24 is missing: npm's package "node" left no ${path.relative(root, toolNode)}.`);
}

function run(script, args) {
  const [key, value] = pathVariable();
  const env = {
    ...process.env,
    [key]: [path.dirname(toolNode), path.join(modules, '.bin'), value].join(path.delimiter),
  };
  const child = spawn(toolNode, [script, ...args], { cwd: root, env, stdio: 'inherit' });
  // The terminal gives Ctrl+C to the child as well, which ends in its own time; other senders reach only this process.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', error => fail(`Node 24 could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

const [name = '', ...args] = process.argv.slice(2);
const script = path.join(root, name);
if (!name || !existsSync(script)) fail(`there is no script "${name}".`);
if (!isInstalled()) install();
if (!existsSync(toolNode)) fetchToolNode();
run(script, args);
