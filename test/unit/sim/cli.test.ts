import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFlowCommand } from '../../../server/src/node/cli/flow.ts';
import { type Outcome, run } from '../../cli/fakeIo.ts';
import { REGISTER } from './setting.ts';

const EXAMPLES = new URL('../../../examples/', import.meta.url).pathname;

function flow(args: readonly string[], stdin = ''): Outcome {
  return run(runFlowCommand, [...args], { stdin, cwd: EXAMPLES });
}

test('flow list', () => {
  assert.match(flow(['list']).out, /^ims-registration +IMS registration/m);
  const rows: unknown = JSON.parse(flow(['list', '--json']).out);
  assert.ok(Array.isArray(rows) && rows.length > 0);
});

test('flow run on the bundled example registers', () => {
  const { code, out, err } = flow(['run', 'ims-registration', '--from', 'register.sip']);
  assert.equal(err, '');
  assert.match(out, /registered 200 OK\n$/);
  assert.equal(code, 0);
});

test('flow run as JSON has the contract of the command line', () => {
  const { out } = flow(['run', 'ims-registration', '--from', 'register.sip:1', '--reporter', 'json', '--seed', '3']);
  const result: unknown = JSON.parse(out);
  assert.ok(typeof result === 'object' && result !== null);
  assert.deepEqual(Object.keys(result), ['flow', 'title', 'outcome', 'actors', 'events', 'state']);
  assert.equal(
    out,
    flow(['run', 'ims-registration', '--from', 'register.sip:1', '--reporter', 'json', '--seed', '3']).out,
  );
});

for (const [reporter, pattern] of [
  ['sip', /^### 1\. UE → P-CSCF {2}REGISTER/m],
  ['svg', /^<svg [\s\S]*<\/svg>\n$/],
  ['mermaid', /^sequenceDiagram\n/],
] as const) {
  test(`flow run as ${reporter}`, () => {
    const { code, out } = flow(['run', 'ims-registration', '--from', 'register.sip', '--reporter', reporter]);
    assert.match(out, pattern);
    assert.equal(code, 0);
  });
}

test('flow run --hops names what each role changed, and the clause', () => {
  const { code, out } = flow(['run', 'ims-registration', '--from', 'register.sip', '--hops']);
  assert.match(out, /^P-CSCF: REGISTER \(received as 1, sent on as \d+\)$/m);
  assert.match(out, /^ {2}- Security-Client: .*\n {6}The security agreement .* TS 33\.203 §7\.2$/m);
  assert.equal(code, 0);
});

test('the result goes to a file', () => {
  const { code, out, written } = flow(['run', 'ims-registration', '--from', 'register.sip', '-o', 'out.txt']);
  assert.equal(code, 0);
  assert.equal(out, '');
  assert.match(written.get(`${EXAMPLES}out.txt`) ?? '', /registered 200 OK/);
});

test('a flow that does not end as expected exits 1, unless the failure was expected', () => {
  const args = ['run', 'ims-registration', '--from', '-', '--fault', 'hss-down'];
  assert.equal(flow(args, REGISTER).code, 1);
  assert.equal(flow(args, `# @expect 480\n${REGISTER}`).code, 0);
});

for (const [name, args, expected] of [
  ['no subcommand', [], /usage/i],
  ['unknown flow', ['run', 'nonsense', '--from', 'register.sip'], /no flow "nonsense"/],
  ['unknown file', ['run', 'ims-registration', '--from', 'nonsense.sip'], /no such file/],
  ['unknown index', ['run', 'ims-registration', '--from', 'register.sip:9'], /no message 9/],
  ['unknown fault', ['run', 'ims-registration', '--from', 'register.sip', '--fault', 'x'], /no fault "x"/],
  ['unknown reporter', ['run', 'ims-registration', '--reporter', 'x'], /choices/],
  ['seed', ['run', 'ims-registration', '--from', 'register.sip', '--seed', 'x'], /whole number/],
] as const) {
  test(`usage error: ${name}`, () => {
    const { code, err } = flow(args);
    assert.equal(code, 2);
    assert.match(err, expected);
  });
}

test('an unusable message is named with file, line and column', () => {
  const { code, err } = flow(
    ['run', 'ims-registration', '--from', '-'],
    `# one\n\n${REGISTER.replace(/^REGISTER/, 'INVITE')}`,
  );
  assert.equal(code, 2);
  assert.match(err, /^sipwright: -:3:1: This is an INVITE/);
});

test('a capture needs a file; keys are written only where somebody asks', () => {
  const args = ['run', 'ims-registration', '--from', 'register.sip', '--reporter', 'pcapng'];
  assert.match(flow(args).err, /name a file with -o/);
  const { code, written } = flow([...args, '-o', 'out.pcapng', '--esp-keys', 'esp_sa']);
  assert.equal(code, 0);
  assert.ok((written.get(`${EXAMPLES}out.pcapng`) ?? '').length > 10_000);
  assert.match(written.get(`${EXAMPLES}esp_sa`) ?? '', /^"IPv4"/);
});

test('flow run --until stops there, and the reporter state shows what the actors know', () => {
  const args = ['run', 'ims-registration', '--from', 'register.sip', '--reporter', 'state'];
  const then: unknown = JSON.parse(flow([...args, '--until', '14']).out);
  assert.match(JSON.stringify(then), /"reg-await-auth [^"]*":\d+/);
  assert.match(JSON.stringify(then), /"authenticationPending":true/);
  assert.equal(flow([...args, '--until', '14']).code, 0);
  assert.match(flow([...args, '--until', 'x']).err, /number of an event/);
});

test('flow compare shows the steps that only one of two runs has', () => {
  const same = flow(['compare', 'ims-registration', '--from', 'register.sip']);
  assert.equal(same.code, 0);
  assert.doesNotMatch(same.out, /^[-+] +\d/m);
  const other = flow(['compare', 'ims-registration', '--from', 'register.sip', '--fault', 'sqn-behind']);
  assert.equal(other.code, 1);
  assert.match(other.out, /^\+ +\d+ {2}UE AUTN: SQN is out of range$/m);
  assert.match(other.out, /because SQN in AUTN is refused/);
  const drafts = flow(['compare', 'mc-migration-draft', 'mc-migration']);
  assert.match(drafts.out, /^- +\d+ +IdM server → MC service UE|^- +\d+ .*MC service user authentication/m);
});
