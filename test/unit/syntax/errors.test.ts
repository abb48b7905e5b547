/** Every syntax error once, at its characters: a caret line marks them; a caret after the text marks a missing piece. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SYNTAX_ERRORS } from '../../../server/src/common/syntax/errors.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { SYNTAX_EXAMPLES } from './errorExamples.ts';

test('every code has an example', () => {
  assert.deepEqual(Object.keys(SYNTAX_EXAMPLES).sort(), Object.keys(SYNTAX_ERRORS).sort());
});

for (const [code, examples] of Object.entries(SYNTAX_EXAMPLES)) {
  for (const [line, carets] of examples) {
    test(`${code}: ${line}`, () => {
      const isStart = /^(?:OPT\S* |SIP\/|REGISTER$)/.test(line) && code !== 'empty-line-missing';
      const before = isStart ? '### \n' : '### \nOPTIONS sip:a SIP/2.0\n';
      const text = `${before}${line}\n\n`;
      const found = parseMessage(text).errors.map(error => [
        error.code,
        error.start - before.length,
        error.end - before.length,
      ]);
      const start = carets.search(/[\^|]/);
      const width = carets.includes('|') ? 0 : carets.length - start;
      assert.deepEqual(found, [[code, start, start + width]]);
    });
  }
}
