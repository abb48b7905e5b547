/** Profiles and severities by file: globs, order, settings below them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesGlob } from '../../../server/src/common/config/glob.ts';
import { configurationFor, withSettings } from '../../../server/src/common/config/overrides.ts';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';

const GLOBS: readonly (readonly [pattern: string, good: readonly string[], bad: readonly string[]])[] = [
  ['a.sip', ['a.sip'], ['b/a.sip', 'aXsip', 'A.sip']],
  ['*.sip', ['a.sip', '.sip'], ['b/a.sip', 'a.sipx']],
  ['./gm/*', ['gm/a'], ['gm/b/a', 'gm']],
  ['gm/**', ['gm/a', 'gm/b/a', 'gm'], ['gmx/a', 'x/gm/a']],
  ['gm/', ['gm/a', 'gm/b/a'], ['gma']],
  ['**/gm/*.sip', ['gm/a.sip', 'x/y/gm/a.sip'], ['gm/x/a.sip']],
  ['a/**/b/**/c', ['a/b/c', 'a/x/b/y/z/c', 'a/b/b/c'], ['a/c', 'a/b/c/d']],
  ['r?g-*.{sip,txt}', ['reg-1.sip', 'rxg-.txt'], ['rg-1.sip', 'reg-1.log', 'reg-1.{sip,txt}']],
  ['{a,b}/{c,d}', ['a/c', 'b/d'], ['a/b']],
  ['[a].sip', ['[a].sip'], ['a.sip']],
  ['ü {x', ['ü {x'], ['u {x']],
];
for (const [pattern, good, bad] of GLOBS) {
  test(`glob ${pattern}`, () => {
    for (const path of good) assert.ok(matchesGlob(pattern, path), path);
    for (const path of bad) assert.ok(!matchesGlob(pattern, path), path);
  });
}

test('a pattern of stars is no trap', () => {
  assert.equal(matchesGlob('*a'.repeat(100), `${'a'.repeat(5000)}b`), false);
  assert.equal(matchesGlob('**/a/'.repeat(40), `${'a/'.repeat(2000)}b`), true);
  assert.equal(matchesGlob('{a,b}'.repeat(40), 'a'), false);
});

const TEXT = `{
  "profile": "3gpp-core",
  "rules": { "via-loop": "hint", "cseq-range": "off" },
  "overrides": [
    { "files": ["gm/**"], "profile": "3gpp-gm", "rules": { "via-loop": "error" } },
    { "files": ["gm/old/**", "x.sip"], "rules": { "via-loop": "off" } },
  ],
}`;
const { configuration, findings } = parseConfiguration(TEXT, { knownRules: ['via-loop', 'cseq-range'] });

const CASES: readonly (readonly [path: string | undefined, profile: string, viaLoop: string])[] = [
  [undefined, '3gpp-core', 'hint'],
  ['a.sip', '3gpp-core', 'hint'],
  ['gm/a.sip', '3gpp-gm', 'error'],
  ['gm/old/a.sip', '3gpp-gm', 'off'],
  ['x.sip', '3gpp-core', 'off'],
];
for (const [path, profile, viaLoop] of CASES) {
  test(`the configuration of ${path}`, () => {
    assert.deepEqual(findings, []);
    const own = configurationFor(configuration, path);
    assert.deepEqual([own.profile, own.rules['via-loop'], own.rules['cseq-range']], [profile, viaLoop, 'off']);
    // What was found with it is found again.
    assert.equal(configurationFor(configuration, path), own);
  });
}

test('files with the same overrides share one object', () => {
  assert.equal(configurationFor(configuration, 'gm/a.sip'), configurationFor(configuration, 'gm/b.sip'));
});

test('settings stand below the file', () => {
  const settings = { rules: { 'via-loop': 'error', 'nul-octet': 'off' }, profile: 'roaming' } as const;
  const below = withSettings(configuration, settings);
  assert.deepEqual([below.profile, below.rules['via-loop'], below.rules['nul-octet']], ['3gpp-core', 'hint', 'off']);
  assert.equal(withSettings(parseConfiguration('{}').configuration, settings).profile, 'roaming');
  const said = parseConfiguration('{ "profile": "auto" }').configuration;
  assert.equal(withSettings(said, settings).profile, 'auto');
  const own = parseConfiguration('{}', { privateText: '{ "profile": "3gpp-gm" }' }).configuration;
  assert.equal(withSettings(own, settings).profile, '3gpp-gm');
});

const WRONG: readonly (readonly [text: string, complaint: RegExp])[] = [
  ['{ "profile": "3gpp-mg" }', /"3gpp-core" or "roaming"\. Did you mean "3gpp-gm"\?$/],
  ['{ "profile": 1 }', /^"profile" must be a string\.$/],
  ['{ "overrides": {} }', /^"overrides" must be a list in brackets\.$/],
  ['{ "overrides": [{ "rules": {} }] }', /^"files" is missing here\.$/],
  ['{ "overrides": [{ "files": ["a\\\\b"] }] }', /Give a path with forward slashes/],
  [
    '{ "overrides": [{ "files": ["a"], "rules": { "via-lop": "off" } }] }',
    /There is no rule "via-lop"\. Did you mean "via-loop"\?/,
  ],
  ['{ "overrides": [{ "files": ["a"], "seed": 1 }] }', /^"seed" is no key that belongs here/],
  ['{ "dialogsAcrossFiles": "no" }', /^"dialogsAcrossFiles" must be true or false\.$/],
];
for (const [text, complaint] of WRONG) {
  test(`said of ${text}`, () => {
    const result = parseConfiguration(text, { knownRules: ['via-loop'] });
    assert.match(result.findings[0]?.message ?? '', complaint);
    assert.equal(result.findings.length, 1);
    assert.deepEqual(configurationFor(result.configuration, 'a').rules, {});
  });
}
