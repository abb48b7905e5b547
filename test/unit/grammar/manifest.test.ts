/** What the manifest contributes is there, is named, and fits together. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { TOKEN_TYPES } from '../../../server/src/common/features/semanticTokens.ts';
import { HEADERS } from '../../../server/src/common/registry/index.ts';
import { ROOT, tokenize } from './tokenizer.ts';

interface Contributes {
  readonly languages: readonly { id: string; firstLine?: string; extensions?: readonly string[] }[];
  readonly commands: readonly { command: string; category?: string }[];
  readonly menus: Record<string, readonly { command?: string; submenu?: string }[]>;
  readonly submenus: readonly { id: string }[];
  readonly semanticTokenScopes: readonly { language: string; scopes: Record<string, readonly string[]> }[];
  readonly walkthroughs: readonly {
    steps: readonly { id: string; description: string; completionEvents: readonly string[] }[];
  }[];
}

const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
const contributes: Contributes = JSON.parse(manifest).contributes;
const texts: Record<string, string> = JSON.parse(readFileSync(join(ROOT, 'package.nls.json'), 'utf8'));

test('files exist', () => {
  const paths = [...JSON.stringify(contributes).matchAll(/"(\.\/[^"]+)"/g)].map(match => match[1] ?? '');
  assert.ok(paths.length > 8);
  for (const path of paths) assert.ok(existsSync(join(ROOT, path)), path);
});

test('every text is defined, and every definition is used', () => {
  const used = new Set([...manifest.matchAll(/"%([^"%]+)%"/g)].map(match => match[1] ?? ''));
  assert.deepEqual([...used].sort(), Object.keys(texts).sort());
});

test('menus and the walkthrough name commands that exist', () => {
  const own = contributes.commands.map(row => row.command);
  const rows = Object.values(contributes.menus).flat();
  const inMenus = rows.flatMap(row => row.command ?? []);
  const submenus = rows.flatMap(row => row.submenu ?? []);
  assert.deepEqual(
    submenus,
    contributes.submenus.map(row => row.id),
  );
  for (const id of submenus) assert.ok(contributes.menus[id]?.length, id);
  const links = [...JSON.stringify(texts).matchAll(/command:(sipwright\.\w+)/g)].map(match => match[1] ?? '');
  const events = contributes.walkthroughs
    .flatMap(row => row.steps.flatMap(step => step.completionEvents))
    .flatMap(event => /^onCommand:(sipwright\..+)/.exec(event)?.[1] ?? []);
  for (const command of [...inMenus, ...links, ...events]) assert.ok(own.includes(command), command);
  for (const row of contributes.commands) assert.equal(row.category, '%command.category%');
});

test('commands are those of the client', () => {
  const files = ['client/src/common/commands/index.ts', 'client/src/node/live.ts'];
  const source = files.map(file => readFileSync(join(ROOT, file), 'utf8')).join('');
  const registered = [...source.matchAll(/'(sipwright\.\w+)':/g)].map(match => match[1] ?? '');
  assert.deepEqual(contributes.commands.map(row => row.command).sort(), registered.sort());
});

test('semantic tokens: the types of the server, and scopes that the grammar gives', () => {
  const [row] = contributes.semanticTokenScopes;
  assert.deepEqual(Object.keys(row?.scopes ?? {}).sort(), [...TOKEN_TYPES].sort());
  const grammar = readFileSync(join(ROOT, 'syntaxes/sip-message.tmLanguage.json'), 'utf8');
  const ours = Object.values(row?.scopes ?? {})
    .flat()
    .filter(scope => scope.endsWith('.sip-message'));
  for (const scope of ours) assert.ok(grammar.includes(`"${scope}"`), scope);
});

const FIRST_LINES: readonly [line: string, ours: boolean][] = [
  ['REGISTER sip:home.net SIP/2.0', true],
  ['SIP/2.0 200 OK', true],
  ['# @hop Gm', true],
  ['# @ignore-file via-branch-cookie', true],
  ['### REGISTER of alice', true],
  ['GET /index.html HTTP/1.1', false],
  ['HTTP/1.1 200 OK', false],
  ['# @name login', false],
  ['# Title', false],
  ['### Section', false],
  ['%Module(name=PyQt5.QtCore)', false],
];
test('first line', () => {
  const row = contributes.languages.find(({ id }) => id === 'sip-message');
  const firstLine = new RegExp(row?.firstLine ?? '');
  for (const [line, ours] of FIRST_LINES) assert.equal(firstLine.test(line), ours, line);
  assert.deepEqual(row?.extensions, ['.sip']);
});

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly appendText: string };
}
interface LanguageConfiguration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly onEnterRules: readonly EnterRule[];
}
const language: LanguageConfiguration = JSON.parse(readFileSync(join(ROOT, 'language-configuration.json'), 'utf8'));

test('word pattern', () => {
  const { pattern, flags } = language.wordPattern;
  const words = (line: string) => line.match(new RegExp(pattern, `g${flags}`));
  assert.deepEqual(words('P-Access-Network-Info: 3GPP-NR-TDD;x="é"'), [
    'P-Access-Network-Info',
    '3GPP-NR-TDD',
    'x',
    'é',
  ]);
  assert.deepEqual(words('<sip:a@ims.mnc001.org>;branch=z9hG4bK-x'), [
    'sip',
    'a',
    'ims.mnc001.org',
    'branch',
    'z9hG4bK-x',
  ]);
});

const ENTER: readonly [line: string, appended: string | undefined][] = [
  ['# a remark| that goes on', '# '],
  ['# a remark|', undefined],
  ['# @ignore x because| of that', '# '],
  ['### title| of it', undefined],
  ['Contact: <sip:a@b>|;expires=1', ' '],
  ['Supported: path,|gruu', ' '],
  ['Security-Client: ipsec-3gpp;|', ' '],
  ['To: <sip:a>|', undefined],
  ['a=fmtp:96 mode-set=0;|', undefined],
];
test('Enter', () => {
  for (const [line, appended] of ENTER) {
    const [before = '', after = ''] = line.split('|');
    const rule = language.onEnterRules.find(
      ({ beforeText, afterText }) =>
        new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
    );
    assert.equal(rule?.action.appendText, appended, line);
  }
});

test('the grammar knows the names of the registry, and only vendor names look unknown', () => {
  for (const { name, compact, status } of HEADERS) {
    const expected = status === 'vendor' ? 'entity.other.attribute-name.header.unknown' : 'entity.name.tag.header';
    for (const spelling of compact === undefined ? [name] : [name, compact]) {
      const scopes = tokenize(`BYE sip:a SIP/2.0\n${spelling}: x`)[1]?.tokens[0]?.scopes ?? [];
      assert.ok(scopes.includes(`${expected}.sip-message`), `${spelling}: ${scopes.join(' ')}`);
    }
  }
});
