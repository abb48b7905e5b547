/** What the roles hold, as a table: nothing lost, times as times, and never a key. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparison } from '../../../server/src/common/features/comparison.ts';
import { FLOWS } from '../../../server/src/common/sim/flows/index.ts';
import { changedRows, stateRows } from '../../../server/src/common/trace/stateRows.ts';
import { configuration, run } from './setting.ts';

const SECRETS = /465b5ce8b199b49faa5f0a2ee238a6bc|cdc202d5123e20f62b6d676ac72cb318|Circle of Life|Hakuna Matata/i;

test('bindings, associations, SQN, registration state and timers after every event', () => {
  const { result } = run();
  const seen = new Set<string>();
  for (const { n } of result.events) {
    const { state } = run({ limits: { untilEvent: n } }).result;
    for (const value of Object.values(state)) for (const { name } of stateRows(value)) seen.add(name);
  }
  for (const name of ['bindings', 'security associations', 'SQN', 'highest SQN', 'state', 'timers', 'challenges'])
    assert.ok(seen.has(name), `${name} not in ${[...seen]}`);
});

test('no key in the states of any flow', () => {
  for (const { id } of FLOWS) {
    const rows = Object.values(run({ flow: id }).result.state).flatMap(stateRows);
    assert.doesNotMatch(JSON.stringify(rows), SECRETS, id);
  }
});

test('rows of lists, of objects in lists, of times', () => {
  const rows = stateRows({
    cseq: 2,
    contact: null,
    users: [{ impi: 'a', expires: 1500, paths: ['x', 'y'] }],
    timers: { 'E z': 2064 },
  });
  assert.deepEqual(
    rows.map(({ name, value, depth }) => [name, value, depth]),
    [
      ['CSeq', '2', 0],
      ['contact', 'none', 0],
      ['users', '', 0],
      ['IMPI', 'a', 1],
      ['expires', 'at 1.500 s', 2],
      ['paths', 'x\ny', 2],
      ['timers', '', 0],
      ['E z', 'at 2.064 s', 1],
    ],
  );
  const later = stateRows({ cseq: 3, contact: null });
  assert.deepEqual([...changedRows(later, rows)], ['/cseq']);
});

test('two runs side by side: what is alike stands on the same line, the rest says why', () => {
  const left = run().result;
  const right = run({ faults: ['hss-down'] }).result;
  const { left: before, right: after, summary, title } = comparison(left, right, 'hss-down');
  assert.match(title, /: hss-down$/);
  assert.match(before, /^Outcome: registered 200 OK\n\nUE → P-CSCF REGISTER$/m);
  assert.match(after, /^ {4}because: The HSS answers nothing/m);
  assert.match(
    summary,
    /^With hss-down the run ends rejected .* instead of registered 200 OK; \d+ steps differ, the first is /,
  );
  assert.doesNotMatch(before + after, SECRETS);
  const same = comparison(left, run({ configuration: configuration() }).result, 'nothing');
  assert.equal(same.left.split('\n').slice(2).join('\n'), same.right.split('\n').slice(2).join('\n'));
  assert.match(same.summary, /ends the same \(registered 200 OK\); every step is the same\.$/);
});
