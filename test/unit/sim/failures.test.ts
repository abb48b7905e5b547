/** Registrations that fail: one-token edits, one configuration value or one fault each, and the reason that is given. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUE, FAILURES } from './failureRows.ts';
import { REGISTER, run } from './setting.ts';

for (const failure of FAILURES) {
  test(`${failure.row}: ${failure.name}`, () => {
    const { result } = run({
      ...(failure.flow !== undefined && { flow: failure.flow }),
      ...(failure.text !== undefined && { text: failure.text }),
      ...(failure.faults && { faults: failure.faults }),
      ...(failure.configuration && { configuration: failure.configuration }),
    });
    const { outcome, events } = result;
    assert.equal(outcome.status, failure.status ?? 'rejected');
    assert.equal(outcome.code, failure.code);
    if (failure.answer !== undefined)
      assert.ok(events.some(event => event.to === 'ue' && event.label === failure.answer));
    failure.after?.(result);
    if (failure.rule === undefined || failure.isSilent) return;
    const reason = outcome.because.find(one => one.rule === failure.rule);
    assert.ok(reason, `${failure.rule} not in ${outcome.because.map(one => one.rule)}`);
    assert.match(reason.spec, /^(?:TS|RFC) \d|^Fault of the run$/);
    assert.match(reason.message, /^\S.*\.$/s);
    const range = reason.range && (failure.text ?? REGISTER).slice(reason.range.start, reason.range.end);
    if (failure.range !== undefined) assert.equal(range, failure.range);
    if (failure.config !== undefined) assert.equal(reason.config, failure.config);
    // Every failure is attributable: to a place in the message, to a configuration value, or to a fault.
    const isBuiltIn = failure.text === undefined && failure.faults === undefined && failure.configuration === undefined;
    assert.ok(isBuiltIn || outcome.because.some(one => one.range !== undefined || one.config !== undefined));
    assert.ok(events.some(event => event.failed || event.because !== undefined));
  });
}

test('every branch of the catalogue is reached', () => {
  const reached = new Set(FAILURES.map(failure => failure.row));
  assert.deepEqual(
    CATALOGUE.filter(row => !reached.has(row)),
    [],
  );
  assert.deepEqual(
    [...reached].filter(row => !CATALOGUE.includes(row)),
    [],
  );
});
