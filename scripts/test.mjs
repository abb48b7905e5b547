/**
 * Runs every test, or the named sections, and adds up what they count.
 *
 *   npm test [-- SECTION...]
 *
 * With SIPWRIGHT_PEERS=required the programs of the section peers must be installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { runHostSuite } from '../test/host/run.ts';
import { buildAll } from './build.mjs';
import { packExtension } from './package.mjs';
import { root, vsixFile } from './paths.mjs';

/** No section may take longer; the whole has 15 minutes on two cores. */
const sectionLimit = 300_000;
const single = { passed: 1, failed: 0 };

/** In this order. A section returns what it counted or throws. */
const sections = {
  build: async () => {
    console.log((await buildAll()).join('\n'));
    return single;
  },
  types: () => tool('typescript/bin/tsc', '-b'),
  lint: () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  architecture: () => nodeTests('test/unit/architecture/**/*.test.ts'),
  unit: () => nodeTests('test/unit/**/*.test.ts'),
  exhaustive: () => nodeTests('test/exhaustive/**/*.test.ts'),
  corpus: () => nodeTests('test/corpus/**/*.test.ts'),
  lsp: () => nodeTests('test/lsp/**/*.test.ts'),
  cli: () => nodeTests('test/cli/**/*.test.ts'),
  peers: () => nodeTests('test/peers/**/*.test.ts', ownNetwork()),
  package: async () => {
    console.log(packExtension());
    return single;
  },
  'host-node': () => runHostSuite('node', vsixFile()),
  'host-web': () => runHostSuite('web', vsixFile()),
  ui: () => nodeTests('test/ui/**/*.test.ts'),
};
/** What a section needs before it when it is run alone. */
const needs = {
  lsp: ['build'],
  cli: ['build'],
  package: ['build'],
  'host-node': ['build', 'package'],
  'host-web': ['build', 'package'],
  ui: ['build', 'package'],
};
const groups = {
  check: ['types', 'lint', 'architecture'],
  host: ['host-node', 'host-web'],
  // The architecture test is one of the unit tests.
  all: Object.keys(sections).filter(name => name !== 'architecture'),
};

/**
 * Command before a command that gives it a network with nothing but loopback, and processes that end with it; empty
 * where the system does not allow that.
 */
function ownNetwork() {
  const unshare = ['unshare', '--map-root-user', '--net', '--pid', '--fork', '--kill-child'];
  const up = 'ip link set lo up';
  const [program, ...args] = [...unshare, 'sh', '-c', up];
  const isAllowed = spawnSync(program, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
  return isAllowed ? [...unshare, 'sh', '-c', `${up} && "$@"`, 'sh'] : [];
}

/** Runs a program to its end, showing and returning what it prints. */
function run(program, args) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], timeout: sectionLimit });
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
    process.stdout.write(chunk);
  });
  child.on('error', reject);
  child.on('close', (code, signal) => resolve({ code, signal, output }));
  return promise;
}

async function tool(script, ...args) {
  const { code } = await run(process.execPath, [path.join(root, 'node_modules', script), ...args]);
  if (code !== 0) throw new Error(`${path.basename(script)} found errors.`);
  return single;
}

async function nodeTests(pattern, before = []) {
  const reporter = path.join(root, 'scripts', 'reporter.mjs');
  const options = ['--test', '--test-isolation=none', '--test-timeout=240000', `--test-reporter=${reporter}`];
  const [program, ...args] = [...before, process.execPath, ...options, pattern];
  const { code, signal, output } = await run(program, args);
  const counts = /^tests passed (\d+), failed (\d+), skipped (\d+)$/m.exec(output);
  if (!counts) throw new Error(`the tests ended without a result (${signal ?? `exit code ${code}`}).`);
  const [passed, failed, skipped] = counts.slice(1).map(Number);
  if (passed + failed + skipped === 0) throw new Error(`no test was found in ${pattern}.`);
  // A failure outside any test shows only in the exit code.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

function wanted(names) {
  const asked = (names.length > 0 ? names : ['all']).flatMap(name => groups[name] ?? [name]);
  const unknown = asked.find(name => !Object.hasOwn(sections, name));
  if (unknown) throw new Error(`there is no section "${unknown}"; there are ${Object.keys(sections).join(', ')}.`);
  const set = new Set(asked.flatMap(name => [...(needs[name] ?? []), name]));
  return Object.keys(sections).filter(name => set.has(name));
}

async function runSection(name) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  let result;
  try {
    result = await sections[name]();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    result = { passed: 0, failed: 1 };
  }
  return { name, ...result, seconds: (performance.now() - start) / 1000 };
}

const results = [];
for (const name of wanted(process.argv.slice(2))) {
  const result = await runSection(name);
  results.push(result);
  if (result.failed > 0 && name === 'build') break;
}

console.log('\n== summary');
for (const { name, passed, failed, seconds } of results) {
  console.log(
    `${failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(12)} ${passed} ok, ${failed} bad, ${seconds.toFixed(1)} s`,
  );
}
const total = key => results.reduce((sum, result) => sum + result[key], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') > 0 ? 1 : 0);
