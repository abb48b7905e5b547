/** What each role changes on the way: every change of every flow names its role, its reason and its clause. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FLOWS } from '../../../server/src/common/sim/flows/index.ts';
import { changeLines, hopChanges, hopText } from '../../../server/src/common/trace/hopChanges.ts';
import { run } from './setting.ts';

for (const { id } of FLOWS) {
  test(`hops of ${id}: every change has a clause`, () => {
    const { result } = run({ flow: id });
    for (const { role, message, changes } of hopChanges(result))
      for (const { name, change, why, clause } of changes) {
        assert.ok(why !== '' && /^(?:TS|RFC) \d.* §/.test(clause), `${role} ${message}: ${change} ${name}`);
      }
  });
}

test('hops of a registration', () => {
  const hops = hopChanges(run().result);
  const [first] = hops;
  assert.ok(first);
  assert.deepEqual([first.role, first.message, first.received], ['P-CSCF', 'REGISTER', 1]);
  const changed = first.changes.map(({ change, name }) => `${change} ${name}`);
  for (const expected of [
    'changed Via',
    'changed Require',
    'removed Proxy-Require',
    'removed Security-Client',
    'added Path',
    'added P-Charging-Vector',
    'added P-Visited-Network-ID',
  ]) {
    assert.ok(changed.includes(expected), `${expected} not in ${changed}`);
  }
  const challenge = hops.find(({ role, message }) => role === 'P-CSCF' && message.startsWith('401'));
  const keys = challenge?.changes.find(({ name }) => name === 'WWW-Authenticate');
  assert.match(keys?.before ?? '', /ck="0+"/, 'keys are masked');
  assert.doesNotMatch(keys?.after ?? '', /\bck=/);
  assert.match(keys?.clause ?? '', /TS 33\.203 §6\.1\.1/);
  const inner = hops.find(({ role }) => role === 'I-CSCF');
  assert.ok(inner?.changes.some(({ name }) => name === 'Request-URI'));
});

test('a message that a role does not change has no changes, and one it makes itself no hop', () => {
  const { result } = run();
  const own = result.events.find(event => event.label.startsWith('401') && event.from === 'scscf1');
  assert.ok(own);
  assert.ok(!hopChanges(result).some(({ sent }) => sent === own.n));
});

test('a list that grows shows only what was put on top', () => {
  const change = { name: 'Via', change: 'changed', before: 'b', after: 'a, b', why: '', clause: '' } as const;
  assert.deepEqual(changeLines(change), ['~ Via: + a']);
  assert.deepEqual(changeLines({ ...change, before: 'a, b', after: 'b' }), ['~ Via: - a']);
  assert.deepEqual(changeLines({ ...change, after: 'a, b;received=c' }), ['~ Via: + a', '     → b;received=c']);
  assert.deepEqual(changeLines({ ...change, after: 'c' }), ['~ Via: b → c']);
});

test('of credentials only the directives that came or went are shown', () => {
  const change = { name: 'Authorization', change: 'changed', why: '', clause: '' } as const;
  const before = 'Digest username="a",response=""';
  const after = 'Digest username="a", response="", integrity-protected="no"';
  assert.deepEqual(changeLines({ ...change, before, after }), ['~ Authorization: + integrity-protected="no"']);
});

test('the text of the command line names role, reason and clause', () => {
  const text = hopText(run().result);
  assert.match(text, /^P-CSCF: REGISTER \(received as 1, sent on as \d+\)$/m);
  assert.match(text, /^ {2}\+ Path: <sip:[^\n]+\n {6}Requests to the user must come back.* TS 24\.229 §5\.2\.2\.1/m);
  assert.doesNotMatch(text, /465b5ce8b199b49faa5f0a2ee238a6bc/i);
});
