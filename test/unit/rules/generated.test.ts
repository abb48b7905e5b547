/** rules/index.ts and docs/rules.md are what the generator makes of the rule files. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

test('generated files are up to date', () => {
  const script = join(import.meta.dirname, '../../../scripts/gen-rules.mjs');
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}${stderr} Run: node scripts/gen-rules.mjs`);
});
