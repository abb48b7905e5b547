import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe, eventAtLine, seconds } from '../../../client/src/common/ladder/events.ts';
import type { LadderEvent } from '../../../server/src/common/protocol.ts';

const actors = [
  { id: 'ue', label: 'UE' },
  { id: 'pcscf', label: 'P-CSCF' },
];
const base: LadderEvent = { n: 1, at: 40, kind: 'sip', from: 'ue', to: 'pcscf', label: 'REGISTER' };

const LINES: readonly LadderEvent[] = [
  { ...base, n: 1, transcriptLine: 2 },
  { ...base, n: 2, kind: 'dns' },
  { ...base, n: 3, transcriptLine: 20 },
  { ...base, n: 4, transcriptLine: 40 },
];
for (const [line, n] of [
  [0, undefined],
  [2, 1],
  [19, 1],
  [20, 3],
  [39, 3],
  [1000, 4],
] as const) {
  test(`line ${line} belongs to event ${n}`, () => assert.equal(eventAtLine(LINES, line)?.n, n));
}

const IN_WORDS: readonly [LadderEvent, string][] = [
  [base, '0.040 s, UE to P-CSCF: SIP REGISTER'],
  [{ ...base, secured: true, failed: true }, '0.040 s, UE to P-CSCF: SIP REGISTER, protected by IPsec, failed'],
  [{ ...base, isAtFault: true }, '0.040 s, UE to P-CSCF: SIP REGISTER, made the run fail'],
  [{ ...base, kind: 'dns', label: 'DNS NOERROR' }, '0.040 s, UE to P-CSCF: DNS NOERROR'],
  [{ ...base, kind: 'timer', to: 'ue', label: 'Timer E' }, '0.040 s, UE: Timer E'],
  [{ ...base, kind: 'diameter', to: 'hss', label: 'UAR' }, '0.040 s, UE to hss: Diameter UAR'],
];
for (const [event, words] of IN_WORDS) test(words, () => assert.equal(describe(event, actors), words));

test('seconds', () => {
  assert.equal(seconds(0), '0.000');
  assert.equal(seconds(128_000), '128.000');
});
