/** Links and transports: loss, delay, doubles, reordering, size limits, names; each with what comes of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowEvent, FlowResult } from '../../../server/src/common/sim/result.ts';
import { configuration, run, steps } from './setting.ts';

/** Seconds at which one actor sends another a message whose label begins so. */
function times({ events }: FlowResult, from: string, to: string, label: string): number[] {
  return events
    .filter(one => one.from === from && one.to === to && one.label.startsWith(label))
    .map(one => one.at / 1000);
}

function gaps(all: readonly number[]): number[] {
  return all.slice(1).map((at, i) => Math.round((at - (all[i] ?? 0)) * 1000) / 1000);
}

function failed({ events }: FlowResult): FlowEvent[] {
  return events.filter(event => event.failed);
}

test('the UE repeats a lost REGISTER after 2, 4, 8 and every 16 s, and gives up after 128 s', () => {
  const { result } = run({ faults: ['drop=REGISTER@ue'] });
  const sent = times(result, 'ue', 'pcscf', 'REGISTER');
  assert.deepEqual(gaps(sent), [2, 4, 8, 16, 16, 16, 16, 16, 16, 16]);
  assert.equal(result.events.find(event => event.label.startsWith('Timer F'))?.at, 128_000);
  assert.equal(result.outcome.status, 'failed');
});

test('the core repeats after 0.5, 1, 2 and every 4 s, and gives up after 32 s', () => {
  const { result } = run({ faults: ['drop=REGISTER@pcscf>icscf'] });
  const sent = times(result, 'pcscf', 'icscf', 'REGISTER');
  assert.deepEqual(gaps(sent), [0.5, 1, 2, 4, 4, 4, 4, 4, 4, 4]);
  const [refused] = times(result, 'pcscf', 'ue', '504');
  assert.equal(Math.round(((refused ?? 0) - (sent[0] ?? 0)) * 1000), 32_000);
  assert.ok(result.outcome.because.some(reason => reason.rule === 'pcscf-no-answer'));
});

test('a response that is lost is repeated when the request comes again, and nothing is done twice', () => {
  const { result } = run({ faults: ['drop=401@icscf>pcscf:1'] });
  assert.equal(result.outcome.status, 'registered');
  assert.equal(times(result, 'icscf', 'pcscf', '401').length, 2);
  assert.equal(times(result, 'scscf1', 'hss', 'MAR').length, 1);
});

test('a fault of one link leaves the others alone', () => {
  const { result } = run({ faults: ['drop=@scscf1>tas'] });
  assert.equal(result.outcome.status, 'registered');
  const lost = failed(result).filter(event => event.label.includes('(lost)'));
  assert.ok(lost.length > 0 && lost.every(event => event.from === 'scscf1' && event.to === 'tas'));
  assert.ok(lost.every(event => event.because?.some(reason => reason.rule === 'fault-drop')));
});

test('a 401 that is late is overtaken by its repetition', () => {
  const { result } = run({ faults: ['delay=401@pcscf>ue:1:3000'] });
  assert.equal(result.outcome.status, 'registered');
  const [first, second] = times(result, 'pcscf', 'ue', '401');
  const [, , answer] = times(result, 'ue', 'pcscf', 'REGISTER');
  assert.ok(first !== undefined && second !== undefined && answer !== undefined);
  assert.ok(second > first + 1.9 && answer < first + 3);
});

test('an answer of the HSS that comes after 5 s is no answer', () => {
  assert.equal(run({ faults: ['delay=UAA:1:4900'] }).result.outcome.status, 'registered');
  assert.equal(run({ faults: ['delay=UAA:1:5100'] }).result.outcome.code, 480);
});

test('a doubled SUBSCRIBE gets one answer and one NOTIFY', () => {
  const plain = run().result;
  const { result } = run({ faults: ['duplicate=SUBSCRIBE@pcscf>icscf'] });
  assert.equal(times(result, 'icscf', 'pcscf', '200').length, times(plain, 'icscf', 'pcscf', '200').length);
  assert.equal(times(result, 'scscf1', 'pcscf', 'NOTIFY').length, times(plain, 'scscf1', 'pcscf', 'NOTIFY').length);
});

test('a NOTIFY that is overtaken by a newer one is not taken for news', () => {
  const flow = 'ims-deregistration-permanent-termination';
  const { result } = run({ flow, faults: ['reorder=NOTIFY@pcscf>ue'] });
  assert.equal(result.outcome.status, 'deregistered');
  assert.ok(result.events.some(event => event.because?.some(reason => reason.rule === 'fault-reorder')));
});

test('a challenge that is overtaken by the next one leaves the P-CSCF with associations that the UE does not use', () => {
  const { result } = run({ flow: 'ims-race', faults: ['reorder=401@scscf1>icscf:1'] });
  const arrivals = result.events.filter(event => event.from === 'icscf' && event.label === '401 Unauthorized');
  assert.equal(arrivals.length, 2);
  assert.equal(result.outcome.status, 'failed');
  assert.ok(result.outcome.because.some(reason => reason.rule === 'pcscf-ipsec'));
});

test('only what is larger than the limit goes over TCP, and its Via says so', () => {
  const { packets } = run({ faults: ['udp-limit=1300'] });
  const requests = packets.flatMap(({ sip }) => (sip === undefined || sip.text.startsWith('SIP/2.0') ? [] : [sip]));
  for (const { text, path } of requests) {
    const isLarge = path.protocol === 'TCP';
    assert.equal(/^Via: SIP\/2\.0\/(\w+)/m.exec(text)?.[1], path.protocol);
    // A request over TCP is three octets ("TCP" for "UDP": none) away from what was measured.
    assert.equal(Buffer.byteLength(text) > 1300, isLarge, `${Buffer.byteLength(text)} octets over ${path.protocol}`);
  }
  assert.ok(requests.some(one => one.path.protocol === 'TCP') && requests.some(one => one.path.protocol === 'UDP'));
});

test('nothing is repeated over TCP', () => {
  const { result } = run({ faults: ['udp-limit=100', 'drop=401@scscf1>icscf:1'] });
  assert.ok(!result.events.some(event => event.kind === 'sip' && event.label.includes('retransmission')));
});

test('a refused connection shows at the element that tried, and names the fault', () => {
  const { result } = run({ faults: ['udp-limit=1300', 'tcp-refused=icscf'] });
  assert.equal(result.outcome.code, 513);
  const [refused] = failed(result);
  assert.equal(refused?.label, 'REGISTER (connection refused)');
  assert.equal(`${refused?.from}>${refused?.to}`, 'pcscf>icscf');
});

test('an S-CSCF that takes no TCP is as good as silent: another one serves', () => {
  const scscf = [{ name: 'scscf1' }, { name: 'scscf2', address: '10.0.1.31' }];
  const { result } = run({
    configuration: configuration({ network: { scscf } }),
    faults: ['udp-limit=900', 'tcp-refused=scscf1'],
  });
  assert.equal(result.outcome.status, 'registered');
  assert.match(JSON.stringify(result.state['hss']), /"server":"sip:scscf2/);
});

/** DNS questions of the P-CSCF for the home domain, in order. */
function questions(result: FlowResult): string[] {
  return steps(result, 'dns')
    .filter(step => step.startsWith('pcscf>dns'))
    .map(step => step.replace('pcscf>dns DNS ', '').replace('.ims.mnc001.mcc001.3gppnetwork.org', ''));
}

test('names are asked for as RFC 3263 says: NAPTR, SRV, A; what comes along is not asked for again', () => {
  const { result } = run();
  assert.equal(questions(result)[0], 'NAPTR? ims.mnc001.mcc001.3gppnetwork.org');
  const answer = result.events.find(event => event.to === 'pcscf' && event.kind === 'dns');
  for (const type of ['NAPTR 100 10 "s" "SIP+D2U"', 'NAPTR 100 20 "s" "SIP+D2T"', 'SRV 0 0 4060', 'A 10.0.1.20'])
    assert.ok(answer?.text?.includes(type), type);
});

test('without NAPTR the service is asked for by its name', () => {
  const { result } = run({ faults: ['dns=no-naptr'] });
  assert.equal(result.outcome.status, 'registered');
  assert.deepEqual(questions(result).slice(0, 2), ['NAPTR? ims.mnc001.mcc001.3gppnetwork.org', 'SRV? _sip._udp']);
});

for (const [fault, sentence] of [
  ['no-srv', /A of ims\S+: no record/],
  ['no-service', /SRV of _sip\._udp\S+ says that there is no such service/],
  ['empty', /no record/],
  ['NXDOMAIN', /NAPTR of ims\S+: NXDOMAIN/],
  ['SERVFAIL', /NAPTR of ims\S+: SERVFAIL/],
  ['silent', /NAPTR of ims\S+: no answer/],
] as const) {
  test(`name server ${fault}: 504, and the reason says at which question`, () => {
    const { outcome } = run({ faults: [`dns=${fault}`] }).result;
    assert.equal(outcome.code, 504);
    const reason = outcome.because.find(one => one.rule === 'pcscf-no-route');
    assert.match(reason?.message ?? '', sentence);
    assert.ok(reason?.range);
  });
}

test('pending timers are part of the states, each with what it is about', () => {
  const whole = run().result;
  const answer = whole.events.filter(event => event.from === 'ue' && event.label === 'REGISTER')[1]?.n ?? 0;
  const { state } = run({ limits: { untilEvent: answer } }).result;
  assert.match(JSON.stringify(state['ue']), /"F z9hG4bK-[0-9a-f]+ REGISTER":\d+/);
  assert.match(JSON.stringify(state['scscf1']), /"reg-await-auth 001010000000001@[^"]*":240\d+/);
  assert.match(JSON.stringify(state['pcscf']), /"temporary-sa 001010000000001@[^"]*":240\d+/);
});
