/** Registrations with other credentials and over other accesses; selection, sets, flows and conformance. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../../../server/src/common/sim/run.ts';
import { configuration, edited, HOME, run, steps } from './setting.ts';

/** Text of the nth SIP message that an actor sends to another. */
function sent(result: Run, from: string, to: string, nth = 1): string {
  const found = result.packets.filter(packet => packet.from === from && packet.to === to && packet.sip !== undefined);
  return found[nth - 1]?.sip?.text ?? '';
}

test('SIP Digest: rspauth in the 200, ip-assoc-pending for the answer, no keys anywhere', () => {
  const result = run({ flow: 'ims-digest' });
  assert.equal(result.result.outcome.status, 'registered');
  assert.match(sent(result, 'pcscf', 'icscf', 2), /integrity-protected="ip-assoc-pending"/);
  assert.doesNotMatch(sent(result, 'pcscf', 'icscf', 1), /integrity-protected/);
  assert.match(sent(result, 'pcscf', 'ue', 2), /^Authentication-Info: rspauth="[0-9a-f]{32}"/m);
  assert.doesNotMatch(sent(result, 'scscf1', 'icscf', 1), /ck=/);
});

test('SIP Digest: a wrong response is 403, a wrong nonce count or nonce never registers', () => {
  for (const field of ['response', 'nonce', 'nc', 'cnonce', 'uri', 'username', 'realm']) {
    const { result } = run({ flow: 'ims-digest', faults: [`corrupt=Authorization.${field}`] });
    assert.notEqual(result.outcome.status, 'registered', field);
  }
});

test('SIP Digest with TLS: agreed in the first round, used in the second', () => {
  const result = run({ flow: 'ims-digest-tls' });
  assert.match(sent(result, 'pcscf', 'ue', 1), /^Security-Server: tls/m);
  const answer = sent(result, 'ue', 'pcscf', 2);
  assert.match(answer, /^Via: SIP\/2\.0\/TLS /m);
  assert.match(answer, /^Security-Verify: tls/m);
  assert.match(sent(result, 'pcscf', 'icscf', 2), /integrity-protected="tls-pending"/);
  assert.equal(result.packets.filter(packet => packet.from === 'ue')[1]?.sip?.path.protocol, 'TLS');
});

test('SIP Digest with TLS: without the offer there is no registration', () => {
  const text = `REGISTER sip:${HOME} SIP/2.0\nVia: SIP/2.0/UDP 10.45.0.2:5060;branch=z9hG4bK-1;rport\nMax-Forwards: 70\nFrom: <sip:simba@${HOME}>;tag=1\nTo: <sip:simba@${HOME}>\nCall-ID: 1@a\nCSeq: 1 REGISTER\nContact: <sip:simba@10.45.0.2>\nAuthorization: Digest username="simba@${HOME}",realm="${HOME}",uri="sip:${HOME}",nonce="",response=""\n\n`;
  assert.equal(run({ flow: 'ims-digest-tls', text }).result.outcome.code, 421);
});

test('AKAv2 over TLS: the algorithm binds the keys, and none of them travels', () => {
  const result = run({ flow: 'ims-akav2-tls' });
  assert.equal(result.result.outcome.status, 'registered');
  assert.match(sent(result, 'scscf1', 'icscf', 1), /algorithm=AKAv2-SHA-256/);
  assert.doesNotMatch(sent(result, 'scscf1', 'icscf', 1), /ck=|ik=/);
  assert.match(sent(result, 'pcscf', 'icscf', 1), /integrity-protected="tls-connected"/);
  assert.match(sent(result, 'ue', 'pcscf', 2), /response="[0-9a-f]{64}"/);
});

test('AKA without associations: refused by the standard, taken where the S-CSCF is told so', () => {
  assert.equal(run({ flow: 'ims-registration-unprotected' }).result.outcome.status, 'registered');
});

for (const [flow, fault, rule] of [
  ['ims-giba', 'bearer-address=10.45.0.99', 'scscf-bearer-address'],
  ['ims-nass', 'line=line-0018', 'scscf-line'],
] as const) {
  test(`${flow}: registered in one round, 403 when the access shows another user`, () => {
    const good = run({ flow });
    assert.equal(good.result.outcome.status, 'registered');
    assert.ok(!steps(good.result).some(step => step.includes('401')));
    const { outcome } = run({ flow, faults: [fault] }).result;
    assert.equal(outcome.code, 403);
    assert.ok(outcome.because.some(reason => reason.rule === rule));
  });
}

test('a trusted node needs neither vector nor challenge', () => {
  const { result } = run({ flow: 'ims-trusted-node' });
  assert.equal(result.outcome.status, 'registered');
  assert.ok(!steps(result).some(step => /MAR|401/.test(step)));
});

test('an emergency registration works where roaming is refused, without criteria and subscriptions', () => {
  const { result } = run({ flow: 'ims-emergency' });
  assert.equal(result.outcome.status, 'registered');
  assert.ok(!steps(result).some(step => /tas|SUBSCRIBE/.test(step)));
  const uar = result.events.find(event => event.label === 'UAR');
  assert.match(uar?.text ?? '', /UAR-Flags: 1/);
});

test('GRUUs stand in the Contact of the 200', () => {
  const contact = /^Contact: .*$/m.exec(sent(run({ flow: 'ims-gruu' }), 'pcscf', 'ue', 2))?.[0] ?? '';
  assert.match(contact, /;pub-gruu="sip:\+12015550001@[^"]*;gr=urn:gsma:imei:[\d-]+"/);
  assert.match(contact, /;temp-gruu="sip:tgruu\.[0-9a-f]{16}@[^"]*;gr"/);
});

test('a flow of its own: "ob" in Path, Require: outbound in the 200; 439 where the edge cannot', () => {
  const result = run({ flow: 'ims-outbound' });
  assert.match(sent(result, 'pcscf', 'icscf', 1), /^Path: <sip:[^>]*;ob>/m);
  assert.match(sent(result, 'pcscf', 'ue', 2), /^Require: outbound/m);
  const { outcome } = run({ flow: 'ims-outbound', faults: ['no-outbound'] }).result;
  assert.equal(outcome.code, 439);
});

test('two contacts of one REGISTER are both bound, each for its own time', () => {
  const contact = /^Contact: .*$/m.exec(sent(run({ flow: 'ims-several-contacts' }), 'pcscf', 'ue', 2))?.[0] ?? '';
  assert.match(contact, /expires=600000, <sip:desk@[^>]*>.*expires=3600/);
});

test('TS 34.229-1 8.2: refreshes after 60, 600 and 1200 s', () => {
  const { result } = run({ flow: 'ts34229-8-2' });
  const times = result.events.filter(event => event.from === 'ue' && event.label === 'REGISTER').map(event => event.at);
  const gaps = times.slice(2).map((at, i) => Math.round((at - (times[i + 1] ?? 0)) / 1000));
  assert.deepEqual(gaps, [60, 600, 1200]);
});

test('TS 34.229-1 9.1: two bad challenges are answered without auts and response, without associations', () => {
  const result = run({ flow: 'ts34229-9-1' });
  assert.equal(result.result.outcome.status, 'registered');
  for (const nth of [2, 3]) {
    assert.match(sent(result, 'ue', 'pcscf', nth), /response=""/);
    assert.doesNotMatch(sent(result, 'ue', 'pcscf', nth), /auts/);
  }
  const firstAssociation = result.result.events.findIndex(event => event.kind === 'ipsec');
  const thirdChallenge =
    result.result.events.filter(event => event.label === '401 Unauthorized' && event.to === 'ue')[2]?.n ?? 0;
  assert.ok(firstAssociation >= thirdChallenge);
});

test('the UE gives up after more bad challenges than two', () => {
  const { result } = run({ faults: ['tamper=401@pcscf:WWW-Authenticate.nonce'] });
  assert.equal(result.outcome.status, 'failed');
  assert.equal(result.outcome.reason, 'Network not authentic');
  assert.equal(result.events.filter(event => event.label === 'AUTN: MAC is wrong').length, 3);
});

test('TS 34.229-1 9.2: AUTS of 14 octets, then registered', () => {
  const result = run({ flow: 'ts34229-9-2' });
  assert.match(sent(result, 'ue', 'pcscf', 2), /auts="[A-Za-z0-9+/]{19}="/);
  assert.equal(result.result.outcome.status, 'registered');
});

test('the S-CSCF with most of the optional capabilities is chosen among those with all mandatory ones', () => {
  const network = {
    scscf: [
      { name: 'plain', address: '10.0.1.31', capabilities: [1] },
      { name: 'rich', address: '10.0.1.32', capabilities: [1, 5, 6] },
      { name: 'wrong', address: '10.0.1.33', capabilities: [5, 6] },
    ],
  };
  const alice = { capabilities: { mandatory: [1], optional: [5, 6] } };
  const { result } = run({ configuration: configuration({ network, alice }) });
  assert.ok(steps(result).includes('icscf>rich REGISTER'));
  assert.ok(!steps(result).some(step => step.startsWith('icscf>wrong') || step.startsWith('icscf>plain')));
});

test('only the identities of the implicit set are associated', () => {
  const impus = [`sip:001010000000001@${HOME}`, `sip:work@${HOME}`, `sip:home@${HOME}`];
  const implicitSets = [[impus[0], impus[1]], [impus[2]]];
  const { result } = run({ configuration: configuration({ alice: { impus, barred: [], implicitSets } }) });
  assert.equal(result.outcome.status, 'registered');
  const state = JSON.stringify(result.state['ue']);
  assert.ok(state.includes(`sip:work@${HOME}`) && !state.includes(`sip:home@${HOME}`));
});

test('a REGISTER whose Contact is not the UE it comes from is not usable for that UE', () => {
  const { result } = run({
    text: edited(/^Via: SIP\/2\.0\/UDP 10\.45\.0\.2:5060/m, 'Via: SIP/2.0/UDP 10.45.0.77:5060'),
  });
  assert.equal(result.outcome.code, 403);
  assert.ok(result.outcome.because.some(reason => reason.rule === 'pcscf-via-address'));
});
