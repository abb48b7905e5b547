/** What is made is used once and comes to an end: vectors, sequence numbers, security associations, timers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openChallenge, parseNonce } from '../../../server/src/common/auth/aka.ts';
import { akaFunctions } from '../../../server/src/common/auth/akaFunctions.ts';
import { FLOWS } from '../../../server/src/common/sim/flows/index.ts';
import type { StateValue } from '../../../server/src/common/sim/result.ts';
import type { Run } from '../../../server/src/common/sim/run.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import { configuration, edited, REGISTER, type RunOptions, run } from '../../unit/sim/setting.ts';

const SCENARIOS: readonly { readonly name: string; readonly options: RunOptions }[] = [
  ...FLOWS.map(flow => ({ name: flow.id, options: { flow: flow.id } })),
  ...[
    'sqn-behind',
    'wrong-key',
    'drop=401:1',
    'duplicate=REGISTER',
    'corrupt=Authorization.response',
    'strip=401@pcscf:Security-Server',
    'hss-fails=5012@SAR',
    'scscf-busy',
    'down=icscf',
  ].map(fault => ({ name: fault, options: { faults: [fault] } })),
  { name: 'interval too brief', options: { text: edited('Expires: 600000', 'Expires: 30') } },
];

const [ALICE] = configuration().subscribers;
assert.ok(ALICE?.hss);
const FUNCTIONS = akaFunctions(ALICE.hss.material);

/** The nonces that S-CSCFs offered to the subscriber of the standard registration, each once, in order. */
function nonces({ packets }: Run): string[] {
  const all = packets.flatMap(({ sip, from }) => {
    const isChallenge = /^SIP\/2\.0 40[17]/.test(sip?.text ?? '') && /^(?:scscf|uas|proxy|sip-server)/.test(from);
    return isChallenge ? (/[\s,]nonce="([^"]+)"/.exec(sip?.text ?? '')?.[1] ?? []) : [];
  });
  return [...new Set(all)];
}

/** SQN of each AKA challenge that the subscriber's keys open. */
function sequenceNumbers(run: Run): number[] {
  return nonces(run).flatMap(text => {
    const nonce = parseNonce(text);
    if (!nonce.ok) return [];
    const { sqn, macMatches } = openChallenge(FUNCTIONS, nonce);
    return macMatches ? [sqn] : [];
  });
}

for (const { name, options } of SCENARIOS) {
  test(`${name}: every challenge has a vector of its own, and SEQ rises`, () => {
    const done = run(options);
    const sequence = sequenceNumbers(done).map(sqn => Math.floor(sqn / 32));
    for (const [i, seq] of sequence.entries()) assert.ok(i === 0 || seq > (sequence[i - 1] ?? 0), sequence.join());
    // A vector that was given out and never offered (a lost answer) is allowed; the reverse is not.
    const given = [...JSON.stringify(done.result.state['hss'] ?? {}).matchAll(/"vectors":(\d+)/g)];
    if (given.length > 0) {
      const vectors = given.reduce((sum, match) => sum + Number(match[1]), 0);
      assert.ok(sequence.length <= vectors, `${sequence.length} challenges, ${vectors} vectors`);
    }
  });
}

test('the standard registration has challenges to look at', () => {
  assert.equal(sequenceNumbers(run()).length, 1);
  assert.equal(sequenceNumbers(run({ faults: ['sqn-behind'] })).length, 2);
});

/** Every member of that name, wherever in the states of the actors. */
function members(state: StateValue, name: string): StateValue[] {
  if (typeof state !== 'object' || state === null) return [];
  if (Array.isArray(state)) return state.flatMap(item => members(item, name));
  return Object.entries(state).flatMap(([key, value]) => (key === name ? [value] : members(value, name)));
}

/** A day after the longest registration has run out. */
const LATE = (600_000 + 86_400) * 1000;

const ENDING: readonly { readonly name: string; readonly options: RunOptions }[] = [
  ...['ims-deregistration', 'ims-deregistration-permanent-termination', 'ims-expiry'].map(flow => ({
    name: flow,
    options: { flow },
  })),
  ...['wrong-key', 'corrupt=Authorization.response', 'strip=401@pcscf:Security-Server', 'hss-down', 'down=pcscf'].map(
    fault => ({ name: fault, options: { faults: [fault] } }),
  ),
  { name: 'roaming refused', options: { faults: ['visited=elsewhere.example'] } },
];

for (const { name, options } of ENDING) {
  test(`${name}: in the end no timer runs, no association stands, no binding is left`, () => {
    const { result } = run({ ...options, limits: { horizon: LATE } });
    for (const [actor, state] of Object.entries(result.state)) {
      assert.deepEqual(members(state, 'timers'), [], actor);
      for (const associations of members(state, 'securityAssociations')) assert.deepEqual(associations, [], actor);
      for (const bindings of members(state, 'bindings')) assert.deepEqual(bindings, [], actor);
      for (const isRegistered of members(state, 'registered')) assert.equal(isRegistered, false, actor);
    }
    // Only the S-CSCF of a user who is not registered may stay known to the HSS: for services (TS 29.228 §6.1.2.1).
    if (options.flow === undefined)
      for (const server of members(result.state['hss'] ?? null, 'server')) assert.equal(server, null);
  });
}

test('another message in the document, and other subscribers, change nothing', () => {
  const alone = JSON.stringify(run().result);
  const document = parseDocument(
    `OPTIONS sip:example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1\r\n\r\n###\r\n${REGISTER}`,
  );
  assert.equal(document.messages.length, 2);
  const text = document.messages[1]?.text ?? '';
  assert.equal(JSON.stringify(run({ text }).result), alone);
  const others = [{ name: 'eve', impi: 'eve@example.org', impus: ['sip:eve@example.org'], password: 'x' }];
  const beside = run({ configuration: configuration({ others }) });
  assert.equal(JSON.stringify(beside.result.events), JSON.stringify(run().result.events));
});
