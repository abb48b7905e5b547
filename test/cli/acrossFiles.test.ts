/** `sipwright check` with several files of one call, and with profiles. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCheck } from '../../server/src/node/cli/check.ts';
import { runRules } from '../../server/src/node/cli/lists.ts';
import { run } from './fakeIo.ts';
import { folderWith } from './folder.ts';

const headers = (cseq: number): string =>
  `Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKb${cseq};rport\nFrom: <sip:a@home.net>;tag=1\nTo: <sip:a@home.net>\nCall-ID: 1@a\nCSeq: ${cseq} REGISTER\nMax-Forwards: 70\n`;
const FIRST = `###\nREGISTER sip:home.net SIP/2.0\n${headers(1)}\n###\nSIP/2.0 401 Unauthorized\n${headers(1)}WWW-Authenticate: Digest realm="home.net",nonce="one"\n\n`;
const SECOND = `REGISTER sip:home.net SIP/2.0\n${headers(2)}Authorization: Digest username="a",realm="home.net",nonce="two",uri="sip:home.net",response="${'0'.repeat(32)}"\n\n`;
const FILES = { 'a/1.sip': FIRST, 'a/2.sip': SECOND, 'b/2.sip': SECOND };

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly related: readonly {
    readonly path?: string;
    readonly range: { readonly start: { readonly line: number } };
  }[];
}

function found(args: readonly string[], cwd: string, rule = 'nonce-not-offered'): object {
  const { out, err } = run(runCheck, ['--reporter', 'json', ...args], { cwd });
  assert.equal(err, '');
  const { files }: { files: { path: string; findings: Finding[] }[] } = JSON.parse(out);
  return Object.fromEntries(
    files.flatMap(({ path, findings }) => {
      const own = findings.filter(one => one.rule === rule);
      return own.map(one => [path, one.related.map(other => `${other.path ?? path}:${other.range.start.line + 1}`)]);
    }),
  );
}

const REPORTED = { 'a/2.sip': ['a/1.sip:18'] };
const CASES: readonly (readonly [what: string, args: readonly string[], files: object, found: object])[] = [
  ['a folder', ['a'], FILES, REPORTED],
  ['files in any order', ['a/2.sip', 'a/1.sip'], FILES, REPORTED],
  ['folders apart', ['.'], FILES, REPORTED],
  ['one file alone', ['a/2.sip'], FILES, {}],
  ['the first file lies elsewhere', ['a/1.sip', 'b/2.sip'], FILES, {}],
  ['a copy among them', ['a'], { ...FILES, 'a/3.sip': SECOND }, {}],
  ['switched off', ['a'], { ...FILES, 'sipwright.json': '{ "dialogsAcrossFiles": false }' }, {}],
];
for (const [what, args, files, expected] of CASES) {
  test(what, () => assert.deepEqual(found(args, folderWith({ ...files })), expected));
}

test('people and SARIF are told the other file', () => {
  const cwd = folderWith(FILES);
  const { out } = run(runCheck, ['a'], { cwd });
  assert.match(
    out,
    /a\/2\.sip:8:59: error: .*\[nonce-not-offered.*\n.*\n.*\n +. a\/1\.sip:18:43: The nonce that was offered/,
  );
  const sarif = JSON.parse(run(runCheck, ['--reporter', 'sarif', 'a'], { cwd }).out);
  const result = sarif.runs[0].results.find((one: { ruleId: string }) => one.ruleId === 'nonce-not-offered');
  assert.deepEqual(
    [result.locations[0], result.relatedLocations[0]].map(one => one.physicalLocation.artifactLocation.uri),
    ['a/2.sip', 'a/1.sip'],
  );
});

const CHARGING = `REGISTER sip:home.net SIP/2.0\n${headers(1)}P-Charging-Vector: icid-value=1\nContent-Length: 0\n\n`;
const OVERRIDES = '{ "profile": "rfc3261", "overrides": [{ "files": ["ue/**"], "profile": "3gpp-gm" }] }';
const PROFILED: readonly (readonly [args: readonly string[], found: object])[] = [
  [[], { 'ue/a.sip': [] }],
  [['--profile', 'auto'], {}],
  [['--profile', '3gpp-gm'], { 'a.sip': [], 'ue/a.sip': [] }],
];
for (const [args, expected] of PROFILED) {
  test(`profiles by folder, ${args.join(' ') || 'as configured'}`, () => {
    const cwd = folderWith({ 'a.sip': CHARGING, 'ue/a.sip': CHARGING, 'sipwright.json': OVERRIDES });
    assert.deepEqual(found([...args, '.'], cwd, 'not-on-hop'), expected);
  });
}

test('a profile that does not exist', () => {
  const { code, err } = run(runCheck, ['--profile', 'gm', '-'], { stdin: '' });
  assert.equal(code, 2);
  assert.match(err, /Allowed choices are auto, rfc3261, 3gpp-gm, 3gpp-core, roaming/);
});

test('rules under a profile', () => {
  const row = (profile: string, id: string): object => {
    const { out } = run(runRules, ['--json', '--profile', profile]);
    const { severity, profiles } = JSON.parse(out).find((one: { id: string }) => one.id === id);
    return { severity, profiles };
  };
  assert.deepEqual(row('rfc3261', 'aka-sqn-zero'), {
    severity: 'off',
    profiles: ['auto', '3gpp-gm', '3gpp-core', 'roaming'],
  });
  assert.deepEqual(row('3gpp-gm', 'missing-on-hop'), {
    severity: 'error',
    profiles: ['auto', '3gpp-gm', '3gpp-core', 'roaming'],
  });
});
