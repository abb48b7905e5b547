/** Texts of all kinds and what becomes of them: `name.txt` to `name.sip` and `name.repairs.txt`. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { documentText, parseDocument } from '../../../server/src/common/syntax/document.ts';
import { hasMessage } from '../../../server/src/common/syntax/views.ts';
import { importTrace } from '../../../server/src/common/trace/import/importTrace.ts';
import type { ImportResult } from '../../../server/src/common/trace/import/types.ts';
import { golden } from '../../support/golden.ts';

const FOLDER = new URL('../../data/import/', import.meta.url).pathname;
const INPUTS = readdirSync(FOLDER).filter(file => file.endsWith('.txt') && !file.endsWith('.repairs.txt'));

function report({ repairs, notes, fault }: ImportResult): string {
  const lines = repairs.map(({ line, what, before, after, rule, spec }) => {
    const reason = [rule, spec].filter(one => one !== undefined).join(', ');
    return `${line + 1}: ${what}${reason === '' ? '' : ` (${reason})`}\n  - ${before}\n  + ${after}`;
  });
  return `${[...lines, ...notes, ...(fault === undefined ? [] : [fault])].join('\n')}\n`;
}

for (const input of INPUTS) {
  test(input, () => {
    const result = importTrace(readFileSync(FOLDER + input));
    const base = FOLDER + input.replace(/\.txt$/, '');
    golden(`${base}.sip`, result.text);
    golden(`${base}.repairs.txt`, report(result));
  });
}

for (const input of INPUTS) {
  test(`${input}: the result holds as many messages as were found, and imports into itself`, () => {
    const { text, messages } = importTrace(readFileSync(FOLDER + input));
    const document = parseDocument(text);
    assert.equal(documentText(document), text);
    assert.equal(document.messages.filter(hasMessage).length, messages);
    const again = importTrace(Buffer.from(text));
    assert.equal(again.text, text);
    assert.deepEqual(again.repairs, []);
  });
}
