import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { EXAMPLES } from '../../../client/src/common/examples.ts';

test('the list of examples is what lies in the folder', () => {
  const files = readdirSync(new URL('../../../examples', import.meta.url));
  const offered = files.filter(name => /\.(sip|json)$/.test(name) && !name.includes('private'));
  assert.deepEqual(EXAMPLES.map(({ name }) => name).toSorted(), offered.toSorted());
});
