/** What a run may not show, and its forms as other programs read them; the rest is in test/unit/sim/cli.test.ts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import { runCheck } from '../../server/src/node/cli/check.ts';
import { runFlowCommand } from '../../server/src/node/cli/flow.ts';
import { type Outcome, run } from './fakeIo.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../examples');

function flow(args: string[] = [], stdin?: string): Outcome {
  const from = stdin === undefined ? 'register.sip' : '-';
  const world = stdin === undefined ? { cwd: EXAMPLES } : { cwd: EXAMPLES, stdin };
  return run(runFlowCommand, ['run', 'ims-registration', '--from', from, ...args], world);
}

test('keys and key material stand in no form', () => {
  const keys = ['465b5ce8b199b49faa5f0a2ee238a6bc', 'cdc202d5123e20f62b6d676ac72cb318'];
  const configuration = readFileSync(path.join(EXAMPLES, 'sipwright.json'), 'utf8');
  for (const key of keys) assert.ok(configuration.includes(key));
  for (const reporter of ['text', 'json', 'sip', 'svg', 'mermaid']) {
    const { out } = flow(['--reporter', reporter]);
    for (const key of keys) assert.ok(!out.includes(key), reporter);
    assert.doesNotMatch(out, /\b[ci]k=\\?"?(?!0{32})[0-9a-f]{32}/, reporter);
  }
});

test('svg is well-formed XML', () => {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', error => {
    throw error;
  });
  parser.write(flow(['--reporter', 'svg']).out).close();
});

test('the transcript of a good registration is a file without errors', () => {
  const stdin = flow(['--reporter', 'sip']).out;
  const { code, out } = run(runCheck, ['-'], { cwd: EXAMPLES, stdin });
  assert.equal(code, 0, out);
});

test('another seed gives other bytes', () => {
  const bytes = (seed: string): string => flow(['--reporter', 'sip', '--seed', seed]).out;
  assert.notEqual(bytes('7'), bytes('8'));
});

test('a message is chosen by its number', () => {
  const register = readFileSync(path.join(EXAMPLES, 'register.sip'), 'utf8');
  const unknown = register.replace('username="001010000000001@', 'username="001010000000009@');
  const cwd = EXAMPLES;
  const codes = ['-', '-:1', '-:2'].map(
    from =>
      run(runFlowCommand, ['run', 'ims-registration', '--from', from], { cwd, stdin: `${unknown}\n${register}` }).code,
  );
  assert.deepEqual(codes, [1, 1, 0]);
});
