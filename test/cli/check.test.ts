import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { diagnostics } from '../../server/src/common/features/diagnostics.ts';
import { DiagnosticSeverity } from '../../server/src/common/features/types.ts';
import { runRules } from '../../server/src/common/rules/run.ts';
import { parseDocument } from '../../server/src/common/syntax/document.ts';
import { runCheck } from '../../server/src/node/cli/check.ts';
import { ConfigurationReader } from '../../server/src/node/cli/configuration.ts';
import type { CliIo } from '../../server/src/node/cli/io.ts';
import { run } from './fakeIo.ts';
import { CLEAN, folderWith, REPAIRABLE } from './folder.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const EXAMPLES = readdirSync(path.join(ROOT, 'examples')).filter(name => name.endsWith('.sip'));

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: 'error' | 'warning' | 'info' | 'hint';
      readonly message: string;
      readonly range: unknown;
      readonly spec: { readonly title: string; readonly url: string };
      readonly related: readonly { readonly range: unknown; readonly message: string }[];
    }[];
  }[];
  readonly summary: Readonly<Record<'error' | 'warning' | 'info' | 'hint', number>>;
}

function report(args: string[], world: Parameters<typeof run>[2]): Report {
  const { out, err } = run(runCheck, ['--reporter', 'json', ...args], world);
  assert.equal(err, '');
  return JSON.parse(out);
}

const rulesOf = (file: Report['files'][number] | undefined): string[] =>
  (file?.findings ?? []).map(finding => finding.rule);

test('exit code and worst severity', () => {
  const cases: [text: string, args: string[], code: number][] = [
    [CLEAN, [], 0],
    [REPAIRABLE, [], 1],
    [REPAIRABLE, ['--max-severity', 'error'], 0],
    [CLEAN.replace(';rport', ';rport\nX-Unheard-Of: 1'), [], 0],
    [CLEAN.replace(';rport', ';rport\nX-Unheard-Of: 1'), ['--max-severity', 'none'], 1],
    ['', [], 0],
    ['# only a comment\n', [], 0],
  ];
  for (const [stdin, args, code] of cases) {
    const outcome = run(runCheck, [...args, '-'], { stdin });
    assert.deepEqual([outcome.code, outcome.err], [code, ''], outcome.out);
  }
});

for (const name of EXAMPLES) {
  test(`${name}: the same findings as in the editor`, () => {
    const [file] = report([`examples/${name}`], { cwd: ROOT }).files;
    const io = { readFile: (file: string) => readOrNothing(file), env: () => undefined, cwd: ROOT };
    const configuration = new ConfigurationReader(cliIo(io), undefined).for(`examples/${name}`);
    assert.ok(configuration);
    const document = parseDocument(readFileSync(path.join(ROOT, 'examples', name), 'utf8'));
    const shown = diagnostics(document, runRules(document, configuration), 'file:///x.sip');
    assert.deepEqual(
      file?.findings.map(({ rule, severity, message, range, spec, related }) => ({
        code: rule,
        severity: DiagnosticSeverity[severity],
        message,
        range,
        href: spec.url === '' ? undefined : spec.url,
        related,
      })),
      shown.map(({ code, severity, message, range, codeDescription, relatedInformation }) => ({
        code,
        severity,
        message,
        range,
        href: codeDescription?.href,
        related: (relatedInformation ?? []).map(one => ({ range: one.location.range, message: one.message })),
      })),
    );
  });
}

function readOrNothing(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function cliIo(part: Pick<CliIo, 'readFile' | 'env' | 'cwd'>): CliIo {
  const nothing = (): void => {};
  return {
    ...part,
    stdout: nothing,
    stderr: nothing,
    writeFile: () => false,
    stdin: () => undefined,
    columns: undefined,
  };
}

test('the summary counts what the files have', () => {
  const { files, summary } = report(['examples'], { cwd: ROOT });
  assert.deepEqual(files.map(file => file.path).sort(), EXAMPLES.map(name => `examples/${name}`).sort());
  for (const severity of ['error', 'warning', 'info', 'hint'] as const) {
    const count = files.flatMap(file => file.findings).filter(finding => finding.severity === severity).length;
    assert.equal(summary[severity], count);
  }
});

test('files, folders and globs, each file once, in the order of their names', () => {
  const cwd = folderWith({
    'b.sip': CLEAN,
    'a.sip': CLEAN,
    'deep/c.SIP': CLEAN,
    'deep/[d]/e.sip': CLEAN,
    'notes.txt': 'no SIP',
    'node_modules/x/y.sip': REPAIRABLE,
  });
  const paths = (...args: string[]): string[] => report(args, { cwd }).files.map(file => file.path);
  assert.deepEqual(paths('.'), ['a.sip', 'b.sip', 'deep/[d]/e.sip', 'deep/c.SIP']);
  assert.deepEqual(paths('b.sip', '*.sip'), ['b.sip', 'a.sip']);
  assert.deepEqual(paths('deep/[d]'), ['deep/[d]/e.sip']);
  assert.deepEqual(paths(path.join(cwd, 'deep', 'c.SIP')), ['deep/c.SIP']);
  assert.deepEqual(paths('notes.txt'), ['notes.txt']);
});

const FAULTY: [args: string[], message: RegExp][] = [
  [['none.sip'], /^sipwright: none\.sip: there is no such file\.\n$/],
  [['empty'], /^sipwright: empty: there is no \.sip file in this folder\.\n$/],
  [['-'], /^sipwright: -: the file cannot be read\.\n$/],
  [['a.sip', '--config', 'none.json'], /^sipwright: none\.json: the configuration cannot be read\.\n$/],
  [[], /^sipwright: missing required argument 'file'\n/],
  [['a.sip', '--reporter', 'xml'], /Allowed choices are text, json, sarif, github, gitlab, junit\./],
  [['a.sip', '--max-severity', 'fatal'], /Allowed choices are none, hint, info, warning, error\./],
  [['a.sip', '--colour'], /unknown option '--colour'/],
];
for (const [args, message] of FAULTY) {
  test(`sipwright check ${args.join(' ')}: exit code 2 and a sentence`, () => {
    const cwd = folderWith({ 'a.sip': CLEAN, 'empty/notes.txt': '' });
    const { code, out, err } = run(runCheck, args, { cwd });
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, message);
  });
}

test('a file of another kind gets one hint', () => {
  const pyqt = '%Module(name=PyQt6.sip, keyword_arguments="Optional")\n\nclass QObject {\n};\n';
  const binary = Uint8Array.from({ length: 4096 }, (_, index) => (index * 167 + 13) % 256);
  for (const stdin of [pyqt, binary]) {
    const { files } = report(['-'], { stdin });
    assert.deepEqual(files.map(rulesOf), [['not-sip']]);
    assert.equal(run(runCheck, ['-'], { stdin }).code, 0);
  }
});

test('broken UTF-8 and a byte order mark are read as the editor reads them', () => {
  const cafe = Buffer.from(CLEAN.replace('From: <', 'From: caf@ <').replace('\n', '\r\n'));
  cafe[cafe.indexOf('@ <')] = 0xe9;
  assert.equal(run(runCheck, ['-'], { stdin: cafe }).code <= 1, true);
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(CLEAN)]);
  assert.deepEqual(report(['-'], { stdin: marked }).summary, { error: 0, warning: 0, info: 0, hint: 0 });
});

const KEY = '465b5ce8b199b49faa5f0a2ee238a6b';
const SUBSCRIBER = {
  name: 'alice',
  impi: 'alice@home.net',
  impus: ['sip:alice@home.net'],
  k: KEY,
  opc: 'cd63cb71954a9f4e48a5994e37a02baf',
};

test('a wrong configuration is a finding in its own file, and no report repeats its keys', () => {
  const cwd = folderWith({
    'a.sip': CLEAN,
    'sipwright.json': JSON.stringify({ subscribers: [SUBSCRIBER] }, undefined, 2),
    'sipwright.private.json': '{ "subscribers": ',
  });
  const { files } = report(['.'], { cwd });
  assert.deepEqual(
    files.map(file => [file.path, [...new Set(rulesOf(file))]]),
    [
      ['sipwright.json', ['configuration-value']],
      ['sipwright.private.json', ['configuration-syntax']],
      ['a.sip', []],
    ],
  );
  for (const reporter of ['text', 'json', 'sarif', 'github', 'gitlab', 'junit']) {
    const { code, out, err } = run(runCheck, ['--reporter', reporter, '.'], { cwd });
    assert.equal(code, 1);
    assert.ok(!`${out}${err}`.includes(KEY.slice(0, 8)), reporter);
  }
  assert.deepEqual(
    report(['sipwright.json'], { cwd }).files.map(file => file.path),
    ['sipwright.json', 'sipwright.private.json'],
  );
});

test('the nearest configuration applies, the one named by --config first', () => {
  const off = JSON.stringify({ rules: { 'cseq-method': 'off' } });
  const hint = JSON.stringify({ rules: { 'cseq-method': 'hint' } });
  const text = CLEAN.replace('1 OPTIONS', '1 INVITE');
  const cwd = folderWith({ 'a.sip': text, 'in/b.sip': text, 'in/sipwright.json': off, 'hint.json': hint });
  const severities = (...args: string[]): string[][] =>
    report(args, { cwd }).files.map(file => file.findings.map(finding => finding.severity));
  assert.deepEqual(severities('a.sip', 'in/b.sip'), [['error'], []]);
  assert.deepEqual(severities('a.sip', 'in/b.sip', '--config', 'hint.json'), [['hint'], ['hint']]);
});

test('a secret comes from the environment', () => {
  const subscriber = { ...SUBSCRIBER, k: `\${secret:alice-k}` };
  const cwd = folderWith({ 'a.sip': CLEAN, 'sipwright.json': JSON.stringify({ subscribers: [subscriber] }) });
  const { files } = report(['.'], { cwd });
  assert.deepEqual([...new Set(rulesOf(files[0]))], ['configuration-secret']);
  assert.match(files[0]?.findings[0]?.message ?? '', /SIPWRIGHT_SECRET_ALICE_K/);
  const env = { SIPWRIGHT_SECRET_ALICE_K: `${KEY}c` };
  assert.deepEqual(report(['.'], { cwd, env }).files.map(rulesOf), [[]]);
});
