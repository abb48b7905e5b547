import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Compares a whole output with its file; `UPDATE=1` writes the file instead. Read the difference before committing. */
export function golden(path: string, actual: string): void {
  if (process.env['UPDATE']) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.ok(existsSync(path), `${path} does not exist; UPDATE=1 writes it`);
  assert.equal(actual, readFileSync(path, 'utf8'));
}
