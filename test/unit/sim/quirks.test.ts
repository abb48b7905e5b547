/** Habits of implementations: what each profile changes, seen from outside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUIRKS } from '../../../server/src/common/config/configuration.ts';
import type { Run } from '../../../server/src/common/sim/run.ts';
import { configuration, edited, HOME, type RunOptions, run } from './setting.ts';

function as(quirks: string, options: RunOptions = {}): Run {
  return run({ configuration: configuration({ network: { quirks } }), ...options });
}

for (const quirks of QUIRKS) {
  test(`${quirks}: an ordinary registration succeeds`, () => {
    assert.equal(as(quirks).result.outcome.status, 'registered');
  });
}

function sqnSteps(quirks: string): number {
  const before = 0xff9bb4d0b607;
  const state = JSON.stringify(as(quirks).result.state['hss']);
  return Number.parseInt(/"sqn":"([0-9a-f]{12})"/.exec(state)?.[1] ?? '', 16) - before;
}

test('the HSS steps SQN as its makers do', () => {
  assert.equal(sqnSteps('spec'), 33);
  assert.equal(sqnSteps('open5gs'), 32);
  assert.equal(sqnSteps('pyhss'), 100);
});

test('kamailio: reason phrases of the I-CSCF, 500 for 5012, a new challenge for a foreign nonce', () => {
  const text = edited('username="001010000000001@', 'username="001010000000009@');
  assert.equal(as('kamailio', { text }).result.outcome.reason, 'Forbidden - HSS User Unknown');
  assert.equal(as('spec', { text }).result.outcome.reason, 'Forbidden');
  assert.equal(as('kamailio', { faults: ['hss-fails=5012@UAR'] }).result.outcome.code, 500);
  const challenges = as('kamailio', { faults: ['corrupt=Authorization.nonce:1'] }).result;
  assert.equal(challenges.outcome.status, 'registered');
  assert.equal(challenges.outcome.because[0]?.rule, 'fault-corrupt');
  assert.ok(challenges.outcome.because.some(reason => reason.rule === 'scscf-foreign-nonce'));
});

test('fhoss: SQN stands in AUTN as it is', () => {
  const plain = (quirks: string): boolean => {
    const maa = as(quirks).result.events.find(event => event.label.startsWith('MAA'))?.text ?? '';
    return /SIP-Authenticate: [0-9a-f]{32}ff9bb4d0b607/.test(maa);
  };
  assert.deepEqual([plain('fhoss'), plain('spec')], [true, false]);
});

test('sipp: the digest URI is the address it sends to, and no sequence number is wrong', () => {
  const result = as('sipp', { faults: ['sqn-behind'] });
  assert.equal(result.result.outcome.status, 'registered');
  const answer = result.packets.filter(packet => packet.from === 'ue' && packet.sip !== undefined)[1]?.sip?.text;
  assert.match(answer ?? '', /uri="sip:10\.0\.1\.10:5060"/);
  assert.doesNotMatch(answer ?? '', /auts=/);
});

test('pjsip: no sequence number is wrong, and the digest URI is that of the author', () => {
  const result = as('pjsip', { faults: ['sqn-behind'] });
  assert.equal(result.result.outcome.status, 'registered');
  const answer = result.packets.filter(packet => packet.from === 'ue' && packet.sip !== undefined)[1]?.sip?.text;
  assert.match(answer ?? '', new RegExp(`uri="sip:${HOME}"`));
});

test('ella: a failed security agreement is 403', () => {
  assert.equal(as('ella', { text: edited('ealg=aes-cbc', 'ealg=null') }).result.outcome.code, 403);
  assert.equal(as('spec', { text: edited('ealg=aes-cbc', 'ealg=null') }).result.outcome.code, 494);
});
