import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { VERSION } from '../../server/src/common/version.ts';

const ROOT = path.join(import.meta.dirname, '../..');

test('one version everywhere', () => {
  for (const file of ['package.json', 'server/package.json', 'client/package.json']) {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
    assert.ok(version === undefined || version === VERSION, `${file} says ${version}, version.ts ${VERSION}`);
  }
  assert.match(readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'), new RegExp(`^## \\[${VERSION}\\]`, 'm'));
});
