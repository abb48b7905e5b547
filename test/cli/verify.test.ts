/** `sipwright verify`: right and wrong answers of subscribers whose keys are configured. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runVerify } from '../../server/src/node/cli/verify.ts';
import { run } from './fakeIo.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const text = readFileSync(join(EXAMPLES, 'registration.sip'), 'utf8');
const verify = (content: string) => run(runVerify, ['-'], { cwd: EXAMPLES, stdin: content });

test('the registration of the examples is right', () => {
  const { code, out, err } = verify(text);
  assert.equal(err, '');
  assert.match(out, /: right: MAC of AUTN, by the key of alice\n/);
  assert.match(out, /: right: response of alice\n/);
  assert.match(out, / right, 0 wrong\n$/);
  assert.equal(code, 0);
});

test('a digit that was changed is told with its line and what it should be, and no key is', () => {
  const [, response = ''] = /response="([0-9a-f]{32})"/.exec(text) ?? [];
  const wrong = `${response.startsWith('0') ? '1' : '0'}${response.slice(1)}`;
  const changed = text.replace(response, wrong);
  const { code, out } = verify(changed);
  const line = changed.slice(0, changed.indexOf(wrong)).split('\n').length;
  assert.match(out, new RegExp(`^-:${line}: WRONG: response of alice; expected ${response}$`, 'm'));
  assert.match(out, /, 1 wrong\n$/);
  assert.doesNotMatch(out, /465b5ce8b199b49faa5f0a2ee238a6bc/);
  assert.equal(code, 1);
});

test('another method in the request line makes the response wrong', () => {
  const at = text.lastIndexOf('REGISTER sip:', text.search(/response="[0-9a-f]{32}"/));
  assert.equal(verify(`${text.slice(0, at)}PUBLISH${text.slice(at + 'REGISTER'.length)}`).code, 1);
});

test('without keys there is nothing to verify', () => {
  const { code, out } = run(runVerify, ['-'], { cwd: '/nowhere', stdin: text });
  assert.match(out, /^nothing to verify/);
  assert.equal(code, 0);
});
