/** Long runs go in slices: others are answered in between, and a cancelled run ends there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInSlices } from '../../../server/src/common/lsp/runStore.ts';
import type { RunRequest } from '../../../server/src/common/sim/run.ts';
import { simulate } from '../../../server/src/common/sim/run.ts';
import { configuration } from '../sim/setting.ts';

/** Some months of refreshes. */
const LONG: RunRequest = {
  flow: 'ims-week',
  message: undefined,
  configuration: configuration(),
  limits: { horizon: 40_000_000_000 },
};

function environment(later: () => void) {
  const callBack = (work: () => void): void => {
    later();
    work();
  };
  return { environment: { randomBytes: () => new Uint8Array(), now: () => 0, later: callBack } };
}

test('a long run in slices gives what it gives in one go', async () => {
  let pauses = 0;
  const run = await runInSlices(
    environment(() => pauses++),
    LONG,
    { isCancellationRequested: false },
  );
  assert.ok(pauses > 1);
  assert.deepEqual(run, simulate(LONG));
});

test('a cancelled run ends at the next pause', async () => {
  const token = { isCancellationRequested: false };
  let pauses = 0;
  const cancel = (): void => {
    token.isCancellationRequested = ++pauses === 2;
  };
  await assert.rejects(runInSlices(environment(cancel), LONG, token), /cancelled/);
  assert.equal(pauses, 2);
});

test('a runaway run stops at the event bound and says so', async () => {
  const request = { ...LONG, limits: { ...LONG.limits, events: 300 } };
  const run = await runInSlices(
    environment(() => {}),
    request,
    { isCancellationRequested: false },
  );
  assert.ok('result' in run);
  assert.equal(run.result.outcome.reason, 'Event bound reached');
  assert.match(run.result.outcome.because[0]?.message ?? '', /stopped after 300 events/);
});

test('a run up to an event is the beginning of the whole run', () => {
  const whole = simulate({ ...LONG, limits: {} });
  assert.ok('result' in whole);
  for (const untilEvent of [1, 7, 30]) {
    const part = simulate({ ...LONG, limits: { untilEvent } });
    assert.ok('result' in part);
    const { events } = part.result;
    assert.ok(events.length >= untilEvent);
    assert.deepEqual(events, whole.result.events.slice(0, events.length));
  }
});
