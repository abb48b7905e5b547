/** The torture messages of RFC 4475: golden trees, and every valid message without a syntax error. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { documentText, parseDocument } from '../../../server/src/common/syntax/document.ts';
import { golden } from '../../support/golden.ts';
import { treeText } from '../../support/trees.ts';

const FOLDER = new URL('../../data/rfc4475/', import.meta.url).pathname;
const GOLDEN = new URL('../../golden/rfc4475/', import.meta.url).pathname;

interface Verdict {
  readonly valid: 'valid' | 'invalid';
}
const VERDICTS = JSON.parse(readFileSync(`${FOLDER}verdicts.json`, 'utf8')) as Record<string, Verdict>;

for (const file of readdirSync(FOLDER).filter(name => name.endsWith('.dat'))) {
  const text = readFileSync(FOLDER + file, 'utf8');
  const document = parseDocument(text);
  test(`${file}: tree`, () => {
    assert.equal(documentText(document), text);
    golden(`${GOLDEN}${file.replace('.dat', '.tree')}`, document.messages.map(treeText).join('\n'));
  });
  if (VERDICTS[file]?.valid !== 'valid') continue;
  test(`${file}: valid, so without a syntax error`, () => {
    assert.deepEqual(document.messages[0]?.errors, []);
  });
}

test('all 49 messages of the RFC and the stray file of its archive are here', () => {
  assert.equal(Object.keys(VERDICTS).length, 50);
  assert.equal(readdirSync(FOLDER).filter(name => name.endsWith('.dat')).length, 50);
});
