import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findConfigurationKey, foldersUpward, secretNames } from '../../../client/src/common/configurationPaths.ts';

const FOLDERS: readonly [string, string | undefined, string[]][] = [
  ['/ws/a/b', '/ws', ['/ws/a/b', '/ws/a', '/ws']],
  ['/ws/', '/ws', ['/ws']],
  ['/ws', '/ws/', ['/ws']],
  ['/a/b', undefined, ['/a/b', '/a', '/']],
  ['/c:/x', undefined, ['/c:/x', '/c:', '/']],
  ['/other', '/ws', ['/other', '/']],
  ['/', '/', ['/']],
  ['', undefined, ['/']],
  ['relative', undefined, ['relative']],
];
for (const [folder, stop, expected] of FOLDERS) {
  test(`${folder} up to ${stop}`, () => assert.deepEqual(foldersUpward(folder, stop), expected));
}

test('names of secrets, each once', () => {
  const reference = (name: string) => ['"$', `{secret:${name}}"`].join('');
  const values = ['alice', 'k-1', 'alice', ''].map(reference);
  assert.deepEqual(secretNames(`// ${reference('comment')}\n{ "k": [${values.join(', ')}], "op": "alice" }`), [
    'alice',
    'k-1',
  ]);
});

const CONFIGURATION = '{ "subscribers": [{ "name": "k", "k": "00" }], "network": { "roaming": [] }, "roaming": 1 }';
const KEYS: readonly [string, number | undefined][] = [
  ['network.roaming', CONFIGURATION.indexOf('"roaming"')],
  ['subscribers[0].k', CONFIGURATION.indexOf('"k"')],
  ['network.minExpires', CONFIGURATION.indexOf('"network"')],
  ['seed', undefined],
  ['', undefined],
];
for (const [path, start] of KEYS) {
  test(`key ${path}`, () => assert.equal(findConfigurationKey(CONFIGURATION, path)?.start, start));
}
