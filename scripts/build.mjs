/**
 * Bundles client, server, command line and the suites that run inside VS Code.
 *
 *   npm run build [-- --watch]
 */
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, context } from 'esbuild';
import { hostSuiteFolder, manifest, root } from './paths.mjs';

const shared = {
  absWorkingDir: root,
  bundle: true,
  // Names are kept where size allows: stack traces stay readable and loading is no slower than with short ones.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: 'external',
  legalComments: 'none',
  logLevel: 'warning',
};
// esbuild cannot follow the `require` of jsonc-parser's UMD form.
const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };
const node = { ...shared, platform: 'node', alias, format: 'cjs', target: 'node20' };
const program = {
  // A library asks for its own address, which CommonJS has under another name.
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "#!/usr/bin/env node\nconst moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};
const browser = {
  ...shared,
  // Short names keep the package below 1 MB.
  minifyIdentifiers: true,
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  target: 'es2023',
  define: { global: 'globalThis' },
};
/**
 * The engine ships once, as the file that is also the web worker. In Node's server its sources, and those of the
 * protocol's library that know no platform, are that file; it must export what is imported here.
 */
const sharedEngine = {
  name: 'shared-engine',
  setup({ onResolve }) {
    onResolve({ filter: /^(?:\.\.\/)+common\// }, ({ path: source }) =>
      source.includes('/utils/') ? undefined : { path: './engine.js', external: true },
    );
  },
};
const worker = {
  ...browser,
  format: 'iife',
  globalName: 'engine',
  footer: { js: "if (typeof module === 'object') module.exports = engine;" },
};
const readable = { minifyWhitespace: false, minifySyntax: false, minifyIdentifiers: false, sourcemap: 'inline' };

/** Each row: entry, output, options. */
const bundles = [
  ['client/src/node/main.ts', 'client/dist/extension.js', { ...node, external: ['vscode'] }],
  ['client/src/browser/main.ts', 'client/dist/web/extension.js', { ...browser, format: 'cjs', external: ['vscode'] }],
  ['client/src/common/ladder/webview/main.ts', 'client/dist/ladder.js', { ...browser, format: 'iife' }],
  ['server/src/node/main.ts', 'server/dist/server.js', { ...node, plugins: [sharedEngine] }],
  ['server/src/node/cli/main.ts', 'server/dist/cli.js', { ...node, ...program }],
  ['server/src/browser/main.ts', 'server/dist/engine.js', worker],
  ['test/host/suite/index.ts', '.build/host-suite/suite.test.js', { ...node, ...readable, external: ['vscode'] }],
  [
    'test/host/entry/node.ts',
    '.build/host-suite/node.js',
    { ...node, ...readable, external: ['vscode', 'mocha', './suite.test.js'] },
  ],
  [
    'test/host/entry/web.ts',
    '.build/host-suite/web.js',
    { ...browser, ...readable, format: 'cjs', external: ['vscode'] },
  ],
];
const commandLine = 'server/dist/cli.js';

/** The suites are an extension of their own to VS Code, since the one under test is installed from its package. */
function writeStubManifest() {
  mkdirSync(hostSuiteFolder, { recursive: true });
  const { publisher, engines } = manifest();
  const stub = { name: 'host-suite', publisher, version: '0.0.0', engines: { vscode: engines.vscode } };
  writeFileSync(path.join(hostSuiteFolder, 'package.json'), `${JSON.stringify(stub)}\n`);
}

function options([entry, outfile, rest]) {
  return { ...rest, entryPoints: [entry], outfile };
}

async function watch() {
  const contexts = await Promise.all(bundles.map(row => context({ ...options(row), logLevel: 'info' })));
  await Promise.all(contexts.map(each => each.watch()));
  console.log('watching; Ctrl+C ends');
}

/** What Node's server takes from the engine must be exported there; esbuild does not look, and Node finds out at run time. */
function checkEngineExports() {
  const folder = path.join(root, 'server/dist');
  const engine = createRequire(import.meta.url)(path.join(folder, 'engine.js'));
  const server = readFileSync(path.join(folder, 'server.js'), 'utf8');
  for (const [, variable] of server.matchAll(/(\w+)=require\("\.\/engine\.js"\)/g)) {
    for (const [, name] of server.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))) {
      if (!(name in engine)) throw new Error(`engine.js lacks ${name}; server/src/browser/main.ts must export it.`);
    }
  }
}

function size(file) {
  return `${file} ${(statSync(path.join(root, file)).size / 1024).toFixed(0)} kB`;
}

/** Bundles everything and returns a line about each file; throws on an error in a source. */
export async function buildAll() {
  writeStubManifest();
  await Promise.all(bundles.map(row => build(options(row))));
  chmodSync(path.join(root, commandLine), 0o755);
  checkEngineExports();
  return bundles.map(([, file]) => size(file));
}

if (process.argv[1] === import.meta.filename) {
  try {
    if (process.argv.includes('--watch')) {
      writeStubManifest();
      await watch();
    } else console.log((await buildAll()).join('\n'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
