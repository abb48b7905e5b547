import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import { FLOWS } from '../../../server/src/common/sim/flows/index.ts';
import { runFlow } from '../../../server/src/common/sim/run.ts';
import { ladder } from '../../../server/src/common/trace/ladder.ts';
import { golden, run, steps } from './setting.ts';

for (const flow of FLOWS) {
  test(`${flow.id}: its ladder`, () => {
    const { result } = run({ flow: flow.id });
    assert.equal(result.flow, flow.id);
    golden(`${flow.id}.txt`, ladder(result));
  });

  test(`${flow.id}: says what it is`, () => {
    assert.match(flow.id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    assert.match(flow.spec, /(?:TS|RFC) \d/);
    assert.ok(flow.title.length > 10 && flow.description.endsWith('.'));
  });
}

test('flow ids are unique', () => assert.equal(new Set(FLOWS.map(flow => flow.id)).size, FLOWS.length));

/** Steps after the registration has settled, at 10 s. */
function later(flow: string): string[] {
  const { result } = run({ flow });
  return steps({ ...result, events: result.events.filter(event => event.at >= 10_000 && event.kind !== 'dns') });
}

test('a refresh needs no vector', () => {
  const all = later('ims-re-registration');
  assert.ok(all.includes('scscf1>hss SAR') && !all.includes('scscf1>hss MAR'));
});

test('a re-authentication runs on new associations with the old server ports', () => {
  const { result } = run({ flow: 'ims-re-authentication' });
  const first = result.events.filter(event => event.kind === 'ipsec').map(event => event.label);
  const ports = (label: string | undefined): string | undefined => /> \S+:(\d+)/.exec(label ?? '')?.[1];
  assert.equal(ports(first[0]), ports(first[4]));
  assert.notEqual(first[0], first[4]);
});

test('a de-registration leaves nothing behind', () => {
  const { result } = run({ flow: 'ims-deregistration' });
  assert.equal(result.outcome.status, 'deregistered');
  const text = JSON.stringify(result.state);
  assert.doesNotMatch(text, /"state":"registered"|"state":"established"|"active":true/);
});

test('a termination by the HSS is answered after the subscribers have heard of it', () => {
  const all = later('ims-deregistration-permanent-termination');
  assert.ok(all.indexOf('hss>scscf1 RTR') < all.indexOf('pcscf>ue NOTIFY'));
  assert.ok(all.indexOf('pcscf>ue NOTIFY') < all.indexOf('scscf1>hss RTA 2001'));
});

test('after a change of server the UE registers anew', () => {
  const { result } = run({ flow: 'ims-deregistration-server-change' });
  assert.equal(result.outcome.status, 'registered');
  assert.equal(steps(result, 'sip').filter(step => step === 'pcscf>ue 401 Unauthorized').length, 2);
});

test('nobody refreshes: SAR TIMEOUT_DEREGISTRATION at the end of the granted time', () => {
  const { result } = run({ flow: 'ims-expiry' });
  const sar = result.events.filter(event => event.label === 'SAR').at(-1);
  assert.match(sar?.text ?? '', /TIMEOUT_DEREGISTRATION \(4\)/);
  assert.ok(Math.abs((sar?.at ?? 0) - 600_000_000) < 1000);
});

test('a week: a refresh 600 s before each end', () => {
  const { result } = run({ flow: 'ims-week' });
  const refreshes = result.events
    .filter(event => event.from === 'ue' && event.label === 'REGISTER')
    .map(event => event.at);
  // The challenge took two, the third is the refresh.
  assert.equal(refreshes.length, 3);
  assert.ok(Math.abs((refreshes[2] ?? 0) - 599_400_000) < 1000);
});

const EXAMPLE = new URL('../../../examples/sipwright.json', import.meta.url);

for (const flow of FLOWS) {
  test(`${flow.id}: ends well with the bundled configuration`, () => {
    const { configuration, findings } = parseConfiguration(readFileSync(EXAMPLE, 'utf8'));
    assert.deepEqual(findings, []);
    const result = runFlow({ flow: flow.id, message: undefined, configuration });
    assert.ok('outcome' in result);
    assert.match(result.outcome.status, /^(?:registered|deregistered)$/);
  });
}
