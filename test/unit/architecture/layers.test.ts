/** The rules of docs/ARCHITECTURE.md that a machine can check: who imports whom, what the core may use, how big files get. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = new URL('../../../', import.meta.url).pathname;

/** Folder to what it may import: our folders, and packages by name. ARCHITECTURE.md explains this table. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'server/src/common/registry': [],
  'server/src/common/diameter': [],
  'server/src/common/auth': ['registry', '@noble/hashes', '@noble/ciphers'],
  'server/src/common/config': ['registry', 'auth', 'jsonc-parser'],
  'server/src/common/syntax': ['registry'],
  'server/src/common/bodies': ['syntax', 'saxes'],
  'server/src/common/rules': ['syntax', 'bodies', 'registry', 'auth', 'config', 'diameter'],
  'server/src/common/sim': ['syntax', 'bodies', 'registry', 'auth', 'config', 'diameter'],
  'server/src/common/trace': ['registry', 'syntax', 'config', 'auth', 'diameter', 'sim/result.ts'],
  'server/src/common/features': [
    'registry',
    'syntax',
    'bodies',
    'auth',
    'config',
    'diameter',
    'rules',
    'sim',
    'trace',
    'vscode-languageserver-types',
  ],
  'server/src/common/lsp': ['*', 'vscode-languageserver', 'vscode-languageserver-types'],
  'server/src/common/protocol.ts': [],
  'server/src/common/version.ts': [],
  'server/src/node': ['server/src/common', 'node:', 'vscode-languageserver', 'commander', 'tinyglobby'],
  'server/src/browser': ['server/src/common', 'vscode-languageserver'],
  'client/src': ['server/src/common/protocol.ts', 'vscode', 'vscode-languageclient'],
};

/** What the core gets as arguments instead (time, randomness, files, logging). */
const FORBIDDEN_IN_CORE = [
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /(?<!\.)\bconsole\./,
  /\bsetTimeout\b/,
  /\bprocess\./,
];

/** Comments and strings. */
const NO_CODE = /\/\*[\s\S]*?\*\/|\/\/.*$|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/gm;

const MOST_LINES = 500;

interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(folder: string): Source[] {
  return readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(?:ts|mjs)$/.test(entry.name))
    .map(entry => relative(ROOT, resolve(entry.parentPath, entry.name)))
    .filter(path => !/(?:^|\/)(?:dist|node_modules)\//.test(path))
    .map(path => ({ path, text: readFileSync(ROOT + path, 'utf8') }));
}

const IMPORT = /^(?:import|export)\s[^;'"`=]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\('([^']+)'\)/gm;

function importsOf(source: Source): string[] {
  return [...source.text.matchAll(IMPORT)].map(match => {
    const target = match[1] ?? match[2] ?? match[3] ?? '';
    return target.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(source.path), target)) : target;
  });
}

function mayImport(layer: string, allowed: readonly string[], target: string): boolean {
  if (target.startsWith(layer.replace(/\.ts$/, ''))) return true;
  return allowed.some(name => {
    if (name === '*') return target.startsWith('server/src/common/');
    if (name.startsWith('@') || name.endsWith(':') || !target.includes('/src/')) {
      return target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`);
    }
    const path = name.includes('/src/') ? name : `server/src/common/${name}`;
    return target === path || target.startsWith(`${path}/`);
  });
}

const CODE = [...sources('server/src'), ...sources('client/src')];

test('each folder imports only what the layer table allows', () => {
  const faults: string[] = [];
  for (const source of CODE) {
    const layer = Object.keys(ALLOWED).find(name => source.path === name || source.path.startsWith(`${name}/`));
    if (layer === undefined) {
      faults.push(`${source.path} is in no layer`);
      continue;
    }
    const allowed = ALLOWED[layer] ?? [];
    for (const target of importsOf(source)) {
      if (!mayImport(layer, allowed, target)) faults.push(`${source.path} imports ${target}`);
    }
  }
  assert.deepEqual(faults, []);
});

test('the core takes time, randomness and output as arguments', () => {
  const faults: string[] = [];
  for (const { path, text } of CODE.filter(source => source.path.startsWith('server/src/common/'))) {
    // Comments and texts for people may name what the code must not use.
    const code = text.replace(NO_CODE, '');
    for (const pattern of FORBIDDEN_IN_CORE) if (pattern.test(code)) faults.push(`${path}: ${pattern.source}`);
  }
  assert.deepEqual(faults, []);
});

/** Tables of facts, and generated files, are as long as what they list. */
const DATA = /^server\/src\/common\/(?:registry\/|diameter\/dictionary|rules\/index\.ts$|sim\/flows\/index\.ts$)/;

test(`no file has more than ${MOST_LINES} lines, data aside`, () => {
  const all = [...CODE, ...sources('test'), ...sources('scripts')];
  const long = all
    .filter(source => !DATA.test(source.path) && source.text.split('\n').length > MOST_LINES)
    .map(source => `${source.path}: ${source.text.split('\n').length}`);
  assert.deepEqual(long, []);
});

test('nothing is typed any, and nothing asserted non-null', () => {
  const faults = CODE.filter(({ text }) => /(?::|<|\bas) any\b/.test(text.replace(NO_CODE, '')));
  assert.deepEqual(
    faults.map(source => source.path),
    [],
  );
});
