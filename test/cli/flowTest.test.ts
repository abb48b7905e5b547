/** `flow test`: the messages with `# @expect`, as people and as CI read them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import { runFlowCommand } from '../../server/src/node/cli/flow.ts';
import { type Outcome, run } from './fakeIo.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../examples');
const register = readFileSync(path.join(EXAMPLES, 'register.sip'), 'utf8');
const message = register.slice(register.indexOf('REGISTER sip:'));
const stranger = message.replace('username="001010000000001@', 'username="001010000000009@');

const GOOD = `### Alice & co\n# @expect 200\n# @expect registered ims-re-registration\n${message}\n# @expect 403\n${stranger}`;
const BAD = `# @expect 200\n${stranger}\n# @expect maybe\n${message}`;

function flowTest(stdin: string, ...args: string[]): Outcome {
  return run(runFlowCommand, ['test', '-', ...args], { stdin, cwd: EXAMPLES });
}

test('all as expected', () => {
  const { code, out, err } = flowTest(GOOD);
  assert.deepEqual([code, err], [0, '']);
  assert.equal(
    out,
    'ok     -:2: Alice & co: 200\nok     -:3: Alice & co: registered (ims-re-registration)\n' +
      `ok     -:${GOOD.split('\n').indexOf('# @expect 403') + 1}: REGISTER: 403\n3 of 3 ended as expected.\n`,
  );
});

test('a failure names both ends, the cause and its clause', () => {
  const { code, out } = flowTest(BAD);
  assert.equal(code, 1);
  assert.match(
    out,
    /^failed -:1: REGISTER: 200\n {4}Expected 200, but the run ended with 403 Forbidden \(rejected\)\.\n/,
  );
  assert.match(out, /The HSS knows no private identity .* \(TS 29\.228 §6\.1\.1\.1\)/);
  assert.match(out, /"maybe" is no end of a run/);
  assert.match(out, /\n0 of 2 ended as expected\.\n$/);
});

test('JSON and JUnit say the same', () => {
  const { tests } = JSON.parse(flowTest(GOOD + BAD, '--reporter', 'json').out);
  const xml = flowTest(GOOD + BAD, '--reporter', 'junit').out;
  const cases: boolean[] = [];
  const parser = new SaxesParser();
  parser.on('error', error => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (name === 'testcase') cases.push(true);
    if (name === 'failure') cases[cases.length - 1] = false;
  });
  parser.write(xml).close();
  assert.deepEqual(
    cases,
    tests.map((each: { passed: boolean }) => each.passed),
  );
  assert.match(xml, /tests="5" failures="2"/);
  assert.match(xml, /name="Alice &amp; co: 200 at line 2"/);
});

test('nothing to run is a mistake of the caller', () => {
  for (const text of ['', message]) {
    const { code, err } = flowTest(text);
    assert.deepEqual([code, err], [2, 'sipwright: there is no message with "# @expect" in these files.\n']);
  }
});

test('flow run takes the expectation of its own flow', () => {
  const from = (flow: string): number =>
    run(runFlowCommand, ['run', flow, '--from', '-'], {
      stdin: `# @expect 403\n# @expect 200 ims-re-registration\n${message}`,
      cwd: EXAMPLES,
    }).code;
  assert.deepEqual([from('ims-registration'), from('ims-re-registration')], [1, 0]);
});
