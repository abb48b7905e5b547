import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import { FLOWS } from '../../server/src/common/sim/flows/index.ts';
import { runFlowCommand } from '../../server/src/node/cli/flow.ts';
import { type Outcome, run } from './fakeIo.ts';
import { folderWith } from './folder.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../examples');
const REGISTER = readFileSync(path.join(EXAMPLES, 'register.sip'), 'utf8');
const CONFIGURATION = readFileSync(path.join(EXAMPLES, 'sipwright.json'), 'utf8');

/** `flow run ims-registration` from a text, with the keys of the examples. */
function flow(text: string, args: string[] = [], from = 'a.sip'): Outcome {
  const cwd = folderWith({ 'a.sip': text, 'sipwright.json': CONFIGURATION });
  return run(runFlowCommand, ['run', 'ims-registration', '--from', from, ...args], { cwd });
}

interface Result {
  readonly flow: string;
  readonly outcome: { readonly status: string; readonly code: number; readonly because: readonly { rule: string }[] };
  readonly events: readonly { readonly n: number; readonly at: number; readonly kind: string; readonly text?: string }[];
  readonly state: Readonly<Record<string, unknown>>;
}

test('list', () => {
  const lines = run(runFlowCommand, ['list']).out.trimEnd().split('\n');
  assert.deepEqual(
    lines.map(line => line.split(' ')[0]),
    FLOWS.map(one => one.id),
  );
  const rows: { id: string }[] = JSON.parse(run(runFlowCommand, ['list', '--json']).out);
  assert.deepEqual(
    rows.map(row => row.id),
    FLOWS.map(one => one.id),
  );
});

test('a registration that succeeds, in every form', () => {
  const json: Result = JSON.parse(flow(REGISTER, ['--reporter', 'json']).out);
  assert.deepEqual([json.flow, json.outcome.status, json.outcome.code], ['ims-registration', 'registered', 200]);
  assert.deepEqual(
    json.events.map(event => event.n),
    json.events.map((_, index) => index + 1),
  );
  assert.ok(Object.keys(json.state).length >= 5);
  const text = flow(REGISTER);
  assert.equal(text.code, 0);
  assert.match(text.out, /^registered 200 OK$/m);
  assert.match(flow(REGISTER, ['--reporter', 'sip']).out, /^SIP\/2\.0 401 Unauthorized$/m);
  assert.match(flow(REGISTER, ['--reporter', 'mermaid']).out, /^sequenceDiagram\n/);
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', error => {
    throw error;
  });
  parser.write(flow(REGISTER, ['--reporter', 'svg']).out).close();
});

test('the same seed gives the same bytes, another one others', () => {
  const once = flow(REGISTER, ['--reporter', 'sip', '--seed', '7']).out;
  assert.equal(flow(REGISTER, ['--reporter', 'sip', '--seed', '7']).out, once);
  assert.notEqual(flow(REGISTER, ['--reporter', 'sip', '--seed', '8']).out, once);
});

test('keys and key material stand in no form', () => {
  const { k, op } = { k: '465b5ce8b199b49faa5f0a2ee238a6bc', op: 'cdc202d5123e20f62b6d676ac72cb318' };
  assert.ok(CONFIGURATION.includes(k) && CONFIGURATION.includes(op));
  for (const reporter of ['text', 'json', 'sip', 'svg', 'mermaid']) {
    const { out } = flow(REGISTER, ['--reporter', reporter]);
    assert.ok(!out.includes(k) && !out.includes(op), reporter);
    assert.doesNotMatch(out, /\b[ci]k="?(?!0{32})[0-9a-f]{32}/, reporter);
  }
});

const UNKNOWN_USER = REGISTER.replace('username="001010000000001@', 'username="001010000000009@');

test('a failure has exit code 1, unless the message expects it', () => {
  const failed = flow(UNKNOWN_USER, ['--reporter', 'json']);
  const result: Result = JSON.parse(failed.out);
  assert.deepEqual([failed.code, result.outcome.status, result.outcome.code], [1, 'rejected', 403]);
  assert.ok(result.outcome.because.some(reason => reason.rule === 'hss-private-identity'));
  assert.equal(flow(`# @expect 403\n${UNKNOWN_USER}`.replace('### ', '###  ')).code, failed.code);
  assert.equal(flow(UNKNOWN_USER.replace('# @hop Gm\n', '# @hop Gm\n# @expect 403\n')).code, 0);
  assert.equal(flow(REGISTER.replace('# @hop Gm\n', '# @hop Gm\n# @expect 403\n')).code, 1);
});

test('a fault of the network', () => {
  const { code, out } = flow(REGISTER, ['--fault', 'wrong-key']);
  assert.equal(code, 1);
  assert.match(out, /MAC in AUTN is not what the card computes/);
});

test('the message of a number, and output to a file', () => {
  const two = `${UNKNOWN_USER}\n\n${REGISTER}`;
  assert.equal(flow(two).code, 1);
  assert.equal(flow(two, [], 'a.sip:1').code, 1);
  assert.equal(flow(two, [], 'a.sip:2').code, 0);
  const { code, out, written } = flow(REGISTER, ['--reporter', 'sip', '-o', 'run.sip']);
  assert.deepEqual([code, out, written.size], [0, '', 1]);
});

const FAULTY: [args: string[], message: RegExp][] = [
  [[], /^usage: sipwright flow list/i],
  [['walk'], /^usage: sipwright flow list/i],
  [['run'], /missing required argument 'id'/],
  [['run', 'no-such-flow'], /There is no flow "no-such-flow"; known are ims-registration/],
  [['run', 'ims-registration', '--from', 'none.sip'], /none\.sip: there is no such file/],
  [['run', 'ims-registration', '--from', 'empty.sip'], /empty\.sip: there is no SIP message/],
  [['run', 'ims-registration', '--from', 'a.sip:9'], /there is no message 9; the file has 1/],
  [['run', 'ims-registration', '--from', 'a.sip', '--fault', 'gremlins'], /There is no fault "gremlins"; known are/],
  [['run', 'ims-registration', '--from', 'a.sip', '--seed', 'x'], /--seed x: a whole number is needed/],
  [['run', 'ims-registration', '--config', 'none.json'], /none\.json: the configuration cannot be read/],
];
for (const [args, message] of FAULTY) {
  test(`sipwright flow ${args.join(' ')}: exit code 2 and a sentence`, () => {
    const cwd = folderWith({ 'a.sip': REGISTER, 'empty.sip': '', 'sipwright.json': CONFIGURATION });
    const { code, out, err } = run(runFlowCommand, args, { cwd });
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, message);
  });
}
