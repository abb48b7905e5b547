/** What scripts/gen.mjs writes is what it would write now. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';

test('npm run gen would change nothing', () => {
  const script = path.join(import.meta.dirname, '../../../scripts/gen.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}${stderr}`);
});
