import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildAuts,
  generateVector,
  openAuts,
  parseNonce,
  verifyChallenge,
} from '../../../server/src/common/auth/aka.ts';
import { akaFunctions, withoutConcealment } from '../../../server/src/common/auth/akaFunctions.ts';
import { bytesFromHex, hexFromBytes as hex } from '../../../server/src/common/auth/encoding.ts';
import { Secret } from '../../../server/src/common/auth/secret.ts';
import {
  bytesFromSqn,
  checkSqn,
  joinSqn,
  nextSqn,
  resynchronisedSqn,
  SQN_PROFILE,
  type SqnPolicy,
  splitSqn,
  sqnFromBytes,
  usimFrom,
} from '../../../server/src/common/auth/sqn.ts';
import { readTable } from './vectors.ts';

const bytes = (text: string): Uint8Array => bytesFromHex(text) ?? assert.fail(`not hex: ${text}`);

test('48 bits survive as a number', () => {
  for (const text of ['000000000000', '000000000001', 'ff9bb4d0b607', 'ffffffffffff', '7fffffff8000']) {
    assert.equal(hex(bytesFromSqn(sqnFromBytes(bytes(text)))), text);
  }
  const { seq, ind } = splitSqn(SQN_PROFILE, 0xff9bb4d0b607);
  assert.deepEqual([seq, ind], [Math.floor(0xff9bb4d0b607 / 32), 7]);
  assert.equal(joinSqn(SQN_PROFILE, seq, ind), 0xff9bb4d0b607);
});

const steps: [SqnPolicy, number, number][] = [
  ['annexC', 0x20, 0x41],
  ['annexC', 0x3f, 0x40],
  ['annexC', 0xffffffffffff, 0],
  ['plus32', 0x20, 0x40],
  ['plus100', 1000, 1100],
  ['fixed', 0x20, 0x20],
];
for (const [policy, sqn, next] of steps) {
  test(`${policy} after ${sqn}`, () => assert.equal(nextSqn(policy, SQN_PROFILE, sqn), next));
}

test('a fresh USIM refuses SQN 0 and takes the first SEQ', () => {
  const usim = usimFrom(SQN_PROFILE, 0);
  assert.deepEqual(checkSqn(SQN_PROFILE, usim, 0), { accepted: false, reason: 'not-fresh', sqnMs: 0 });
  assert.deepEqual(checkSqn(SQN_PROFILE, usim, 0x1f), { accepted: false, reason: 'not-fresh', sqnMs: 0 });
  assert.equal(checkSqn(SQN_PROFILE, usim, 0x20).accepted, true);
});

test('each IND has its own SEQ, so vectors may come out of order, but none twice', () => {
  let usim = usimFrom(SQN_PROFILE, 0);
  const take = (seq: number, ind: number): string => {
    const check = checkSqn(SQN_PROFILE, usim, joinSqn(SQN_PROFILE, seq, ind));
    if (check.accepted) usim = check.usim;
    return check.accepted ? 'accepted' : check.reason;
  };
  assert.equal(take(5, 5), 'accepted');
  assert.equal(take(3, 3), 'accepted');
  assert.equal(take(3, 3), 'not-fresh');
  assert.equal(take(4, 5), 'not-fresh');
  assert.equal(take(6, 5), 'accepted');
  assert.equal(usim.highest, joinSqn(SQN_PROFILE, 6, 5));
});

test('a jump beyond Delta and an age beyond L are refused at the limit', () => {
  const profile = { indexBits: 5, delta: 100, ageLimit: 10 };
  const usim = usimFrom(profile, joinSqn(profile, 50, 0));
  const reason = (from: typeof usim, seq: number): string => {
    const check = checkSqn(profile, from, joinSqn(profile, seq, 1));
    return check.accepted ? 'accepted' : check.reason;
  };
  assert.equal(reason(usim, 150), 'accepted');
  assert.equal(reason(usim, 151), 'jump');
  const later = { ...usim, floor: 0 };
  assert.equal(reason(later, 41), 'accepted');
  assert.equal(reason(later, 40), 'age');
});

test('after AUTS the HSS keeps a number the USIM would take, else starts from SQN_MS', () => {
  const after = (policy: SqnPolicy, sqnHe: number, sqnMs: number): number =>
    resynchronisedSqn(policy, SQN_PROFILE, sqnHe, sqnMs);
  assert.equal(after('annexC', 0x1000, 0x800), 0x1000);
  assert.equal(after('annexC', 0x20, 0x800), 0x800 + 33);
  assert.equal(after('plus32', 0x20, 0x800), 0x800 + 33);
  assert.equal(after('plus100', 0x20, 0x800), 0x800 + 100);
  assert.equal(after('fixed', 0x20, 0x800), 0x20);
});

const golden = readTable('golden-numbers.json').row('milenage');
const functions = akaFunctions({
  algorithm: 'milenage',
  k: new Secret(bytes(golden.text('K'))),
  operator: { kind: 'op', value: new Secret(bytes(golden.text('OP'))) },
});
const rand = bytes(golden.text('RAND'));
const amf = bytes(golden.text('AMF'));
const sqn = sqnFromBytes(bytes(golden.text('SQN')));

function challenge(): Parameters<typeof verifyChallenge>[3] {
  const nonce = parseNonce(golden.text('nonce'));
  return nonce.ok ? nonce : assert.fail(nonce.message);
}

test('golden challenge: accepted by a USIM one SEQ behind', () => {
  const verdict = verifyChallenge(functions, SQN_PROFILE, usimFrom(SQN_PROFILE, sqn - 32), challenge());
  assert.ok(verdict.verdict === 'accepted');
  assert.equal(hex(verdict.res), golden.text('XRES'));
  assert.equal(hex(verdict.ck), golden.text('CK'));
  assert.equal(hex(verdict.ik), golden.text('IK'));
  assert.equal(hex(verdict.ak), golden.text('AK'));
  assert.equal(hex(verdict.expectedMac), golden.text('MAC_A'));
  assert.equal(verdict.usim.highest, sqn);
});

test('golden resynchronisation: AUTS made, carried and read', () => {
  const resync = golden.row('resync');
  const sqnMs = sqnFromBytes(bytes(resync.text('SQN_MS')));
  const verdict = verifyChallenge(functions, SQN_PROFILE, usimFrom(SQN_PROFILE, sqnMs), challenge());
  assert.ok(verdict.verdict === 'synchronisation-failure');
  assert.equal(verdict.reason, 'not-fresh');
  assert.equal(hex(verdict.auts), resync.text('AUTS'));
  const opened = openAuts(functions, rand, verdict.auts);
  assert.equal(opened.sqnMs, sqnMs);
  assert.equal(hex(opened.akStar), resync.text('AKstar'));
  assert.equal(hex(opened.expectedMacS), resync.text('MAC_S'));
  assert.ok(opened.macMatches);
});

test('a flipped bit anywhere in RAND or AUTN gives a MAC failure and never AUTS', () => {
  const nonce = challenge();
  for (const part of ['rand', 'sqnXorAk', 'amf', 'mac'] as const) {
    const changed = nonce[part].slice();
    changed[0] = (changed[0] ?? 0) ^ 0x80;
    const verdict = verifyChallenge(functions, SQN_PROFILE, usimFrom(SQN_PROFILE, 0), { ...nonce, [part]: changed });
    assert.equal(verdict.verdict, 'mac-failure', part);
  }
});

test('without concealment AUTN and AUTS carry SQN in the clear', () => {
  const open = withoutConcealment(functions);
  const vector = generateVector(open, { rand, sqn, amf });
  assert.equal(hex(vector.autn).slice(0, 12), golden.text('SQN'));
  assert.equal(hex(vector.autn).slice(12), golden.text('AMF') + golden.text('MAC_A'));
  assert.equal(hex(buildAuts(open, rand, sqn)).slice(0, 12), golden.text('SQN'));
});
