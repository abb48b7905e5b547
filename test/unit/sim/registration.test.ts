import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFlow } from '../../../server/src/common/sim/run.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { configuration, edited, REGISTER, run, steps } from './setting.ts';

test('the whole happy path in order', () => {
  const { result } = run();
  assert.equal(result.outcome.status, 'registered');
  assert.deepEqual(
    steps(result, 'sip', 'diameter')
      .filter(step => !/SUBSCRIBE|NOTIFY|LI[RA]/.test(step))
      .slice(0, 22),
    [
      'ue>pcscf REGISTER',
      'pcscf>icscf REGISTER',
      'icscf>hss UAR',
      'hss>icscf UAA 2001 (experimental)',
      'icscf>scscf1 REGISTER',
      'scscf1>hss MAR',
      'hss>scscf1 MAA 2001',
      'scscf1>icscf 401 Unauthorized',
      'icscf>pcscf 401 Unauthorized',
      'pcscf>ue 401 Unauthorized',
      'ue>pcscf REGISTER',
      'pcscf>icscf REGISTER',
      'icscf>hss UAR',
      'hss>icscf UAA 2002 (experimental)',
      'icscf>scscf1 REGISTER',
      'scscf1>hss SAR',
      'hss>scscf1 SAA 2001',
      'scscf1>icscf 200 OK',
      'icscf>pcscf 200 OK',
      'pcscf>ue 200 OK',
      'scscf1>tas REGISTER',
      'tas>scscf1 200 OK',
    ],
  );
  // UE and P-CSCF watch the registration, each with its own subscription.
  for (const step of ['ue>pcscf SUBSCRIBE', 'pcscf>icscf SUBSCRIBE', 'pcscf>ue NOTIFY', 'scscf1>pcscf NOTIFY']) {
    assert.ok(steps(result).includes(step), step);
  }
});

test('without a message the subscriber sends its own REGISTER', () => {
  const result = runFlow({ flow: 'ims-registration', message: undefined, configuration: configuration() });
  assert.equal('outcome' in result && result.outcome.status, 'registered');
});

test('an expiry that is too brief is raised and granted', () => {
  const text = edited('Expires: 600000', 'Expires: 30');
  const { result } = run({ text });
  assert.equal(result.outcome.status, 'registered');
  const [reason] = result.outcome.because;
  assert.equal(reason?.rule, 'scscf-interval-too-brief');
  assert.equal(text.slice(reason?.range?.start, reason?.range?.end), '30');
  assert.ok(steps(result).includes('pcscf>ue 423 Interval Too Brief'));
  assert.ok(result.events.some(event => event.label === 'Registered for 60 s'));
});

test('a sequence number behind the card is resynchronised', () => {
  const { result } = run({ faults: ['sqn-behind'] });
  assert.equal(result.outcome.status, 'registered');
  assert.equal(steps(result, 'diameter').filter(step => step.includes('MAR')).length, 2);
  assert.equal(steps(result, 'sip').filter(step => step === 'pcscf>ue 401 Unauthorized').length, 2);
});

test('another S-CSCF is chosen when the first is silent', () => {
  const network = {
    scscf: [
      { name: 'scscf1', capabilities: [1] },
      { name: 'scscf2', address: '10.0.1.31', capabilities: [1] },
    ],
  };
  const { result } = run({ configuration: configuration({ network }), faults: ['scscf-down'] });
  assert.equal(result.outcome.status, 'registered');
  assert.ok(steps(result).includes('icscf>scscf2 REGISTER'));
});

test('a busy S-CSCF: the I-CSCF asks again and takes another one', () => {
  const network = {
    scscf: [
      { name: 'scscf1', capabilities: [1] },
      { name: 'scscf2', address: '10.0.1.31', capabilities: [1] },
    ],
  };
  const { result } = run({ configuration: configuration({ network }), faults: ['scscf-busy'] });
  assert.equal(result.outcome.status, 'registered');
  const uars = result.events.filter(event => event.label === 'UAR').map(event => event.text ?? '');
  assert.match(uars[1] ?? '', /REGISTRATION_AND_CAPABILITIES \(2\)/);
  assert.match(JSON.stringify(result.state['hss']), /scscf2/);
});

test('a wrong integrity key: the packet is dropped, SAR AUTHENTICATION_TIMEOUT after 240 s, nothing stays', () => {
  const { result } = run({ faults: ['wrong-key', 'mac-unchecked'] });
  assert.ok(result.events.some(event => event.label === 'ESP packet dropped'));
  const sar = result.events.find(event => event.label === 'SAR');
  assert.match(sar?.text ?? '', /AUTHENTICATION_TIMEOUT \(10\)/);
  assert.match(JSON.stringify(result.state['pcscf']), /"securityAssociations":\[\]/);
  assert.match(JSON.stringify(result.state['hss']), /"server":null/);
});

test('an application server that must not fail ends the registration', () => {
  const network = { as: [{ name: 'tas', priority: 0, defaultHandling: 'terminate' }] };
  const { result } = run({ configuration: configuration({ network }), faults: ['as-down'] });
  assert.equal(result.outcome.status, 'deregistered');
  const sar = result.events.filter(event => event.label === 'SAR').at(-1);
  assert.match(sar?.text ?? '', /ADMINISTRATIVE_DEREGISTRATION \(8\)/);
});

test('a refresh with another contact is refused and the old binding stays', () => {
  const { result } = run({ flow: 'ims-re-registration', faults: ['move-contact'] });
  assert.equal(result.outcome.code, 403);
  assert.ok(result.outcome.because.some(reason => reason.rule === 'scscf-new-contact'));
  assert.match(JSON.stringify(result.state['scscf1']), /"uri":"sip:001010000000001@10\.45\.0\.2:6101"/);
});

test('a refresh with an old CSeq is refused with 500, and the UE registers anew (TS 24.229 §5.1.1.4.1)', () => {
  const { result } = run({ flow: 'ims-re-registration', faults: ['keep-cseq'] });
  assert.ok(steps(result).includes('pcscf>ue 500 Server Internal Error'));
  assert.equal(result.outcome.status, 'registered');
  assert.ok(result.outcome.because.some(reason => reason.rule === 'scscf-cseq-order'));
});

test('a doubled REGISTER is answered twice with the same response and costs one vector', () => {
  const { result } = run({ faults: ['duplicate=REGISTER:1', 'duplicate=REGISTER:2', 'duplicate=REGISTER:3'] });
  assert.equal(result.outcome.status, 'registered');
  assert.match(JSON.stringify(result.state['hss']), /"vectors":1/);
});

test('a nonce count that was used is stale; the UE answers the new nonce', () => {
  const { result, packets } = run({ flow: 'ims-digest-re-registration', faults: ['repeat-count'] });
  assert.equal(result.outcome.status, 'registered');
  assert.ok(packets.some(packet => packet.sip?.text.includes('stale=TRUE')));
});

test('a second registration voids the first challenge', () => {
  const { result } = run({ flow: 'ims-race' });
  assert.equal(result.outcome.status, 'registered');
});

test('an emergency registration survives the end of the subscription', () => {
  const { result } = run({ flow: 'ims-emergency-termination' });
  assert.ok(steps(result).includes('scscf1>hss RTA 5012'));
  assert.match(JSON.stringify(result.state['hss']), /"state":"registered"/);
});

test('large requests leave UDP when they must, and the registration goes on over TCP', () => {
  const { result, packets } = run({ faults: ['udp-limit=1300'] });
  assert.equal(result.outcome.status, 'registered');
  const tcp = packets.filter(packet => packet.sip?.path.protocol === 'TCP');
  assert.ok(tcp.length > 0);
  for (const { sip } of packets) {
    const isRequest = sip !== undefined && !sip.text.startsWith('SIP/2.0');
    if (isRequest && sip.path.protocol === 'UDP')
      assert.ok(Buffer.byteLength(sip.text) <= 1300, String(Buffer.byteLength(sip.text)));
  }
});

test('an I-CSCF that sees its own Via refuses the loop', () => {
  const text = REGISTER.replace(
    /^Via: .*$/m,
    'Via: SIP/2.0/UDP 10.0.1.10:5060;branch=z9hG4bK-a\nVia: SIP/2.0/UDP 10.0.1.20:4060;branch=z9hG4bK-b',
  );
  const { outcome } = run({ text }).result;
  assert.equal(outcome.code, 482);
  assert.equal(text.slice(outcome.because[0]?.range?.start, outcome.because[0]?.range?.end), '10.0.1.20');
});

test('lost messages are sent again', () => {
  for (const label of ['REGISTER:1', '401:1', '401:2', '401:3', 'MAA', '200:1', '200:3', 'UAA:2']) {
    const { result } = run({ faults: [`drop=${label}`] });
    const isDiameter = label.startsWith('MAA') || label.startsWith('UAA');
    assert.equal(result.outcome.status, isDiameter ? 'rejected' : 'registered', label);
  }
});

interface BadStart {
  readonly name: string;
  readonly text: string;
  readonly message: RegExp;
  readonly range?: string;
}

const BAD_STARTS: readonly BadStart[] = [
  { name: 'nothing', text: '', message: /no SIP message/ },
  { name: 'prose', text: 'Dear all,\n', message: /no SIP message/ },
  { name: 'a response', text: 'SIP/2.0 200 OK\n', message: /This is a 200 response/, range: 'SIP/2.0 200 OK' },
  { name: 'an INVITE', text: edited(/^REGISTER/, 'INVITE'), message: /This is an INVITE/, range: 'INVITE' },
  { name: 'an unfinished request line', text: 'REGISTER', message: /unfinished|no SIP message/ },
  {
    name: 'an unfinished REGISTER',
    text: 'REGISTER sip:a SIP/2.0\nTo: <sip:a@b>\n',
    message: /Via, From, Call-ID, CSeq are missing/,
  },
  {
    name: 'an answer to a challenge',
    text: edited('nonce="",response=""', 'nonce="abc",response="def"'),
    message: /answers a challenge/,
    range: 'abc',
  },
  {
    name: 'an unknown subscriber directive',
    text: `# @subscriber nobody\n${REGISTER}`,
    message: /no subscriber "nobody"/,
    range: '# @subscriber nobody',
  },
];

for (const bad of BAD_STARTS) {
  test(`no start: ${bad.name}`, () => {
    const result = runFlow({
      flow: 'ims-registration',
      message: parseMessage(bad.text),
      configuration: configuration(),
    });
    assert.ok('error' in result);
    assert.match(result.error.message, bad.message);
    if (bad.range !== undefined)
      assert.equal(bad.text.slice(result.error.range?.start, result.error.range?.end), bad.range);
  });
}

test('no start: configurations', () => {
  const message = parseMessage(REGISTER);
  const errorOf = (changed: ReturnType<typeof configuration>): string => {
    const result = runFlow({ flow: 'ims-registration', message, configuration: changed });
    return 'error' in result ? `${result.error.message} ${result.error.config}` : '';
  };
  const good = configuration();
  assert.match(errorOf({ ...good, subscribers: [] }), /No subscriber is configured.* subscribers$/);
  assert.match(errorOf({ ...good, network: { ...good.network, scscf: [] } }), /no S-CSCF.* network\.scscf$/);
  assert.match(errorOf({ ...good, network: { ...good.network, minExpires: 700_000 } }), /greater than maxExpires/);
  const [alice] = good.subscribers;
  assert.ok(alice);
  assert.match(
    errorOf({ ...good, subscribers: [{ ...alice, usim: undefined }] }),
    /"alice" has no keys.* subscribers\.0$/,
  );
});

test('no start: unknown flow and faults', () => {
  const request = { message: parseMessage(REGISTER), configuration: configuration() };
  for (const [extra, expected] of [
    [{ flow: 'nonsense' }, /no flow "nonsense"/],
    [{ flow: 'ims-registration', faults: [{ name: 'nonsense' }] }, /no fault "nonsense"/],
    [{ flow: 'ims-registration', faults: [{ name: 'dns', value: 'x' }] }, /Fault "dns" needs/],
  ] as const) {
    const result = runFlow({ ...request, ...extra });
    assert.match('error' in result ? result.error.message : '', expected);
  }
});

test('the event bound stops a run and says so', () => {
  const { result } = run({ limits: { events: 10 } });
  assert.equal(result.outcome.status, 'failed');
  assert.match(result.outcome.because[0]?.message ?? '', /stopped after 10 events/);
});

test('a run can be looked at after any of its events, and stepping back is one event less', () => {
  const whole = run().result;
  const challenge = whole.events.find(event => event.to === 'ue' && event.label === '401 Unauthorized')?.n ?? 0;
  const then = run({ limits: { untilEvent: challenge } }).result;
  assert.deepEqual(then.events, whole.events.slice(0, then.events.length));
  assert.match(JSON.stringify(then.state['pcscf']), /"state":"temporary"/);
  const before = run({ limits: { untilEvent: challenge - 1 } }).result;
  assert.match(JSON.stringify(before.state['pcscf']), /"securityAssociations":\[\]/);
});

for (const [quirks, expected] of [
  ['spec', 480],
  ['kamailio', 500],
] as const) {
  test(`${quirks}: an HSS that cannot comply is answered with ${expected}`, () => {
    const { outcome } = run({
      configuration: configuration({ network: { quirks } }),
      faults: ['hss-fails=5012@UAR'],
    }).result;
    assert.equal(outcome.code, expected);
  });
}

test('pyhss names a server at the first registration, and the registration goes on', () => {
  const { result } = run({ configuration: configuration({ network: { quirks: 'pyhss' } }) });
  const uaa = result.events.find(event => event.label.startsWith('UAA'));
  assert.match(uaa?.text ?? '', /Server-Name/);
  assert.equal(result.outcome.status, 'registered');
});

test('sipp does not check the sequence number', () => {
  const { result } = run({ configuration: configuration({ network: { quirks: 'sipp' } }), faults: ['sqn-behind'] });
  assert.equal(result.outcome.status, 'registered');
  assert.equal(result.outcome.because.length, 0);
});

test('kamailio takes XRES for the AKAv2 password, so a UE of the standard is refused', () => {
  const { outcome } = run({
    flow: 'ims-akav2-tls',
    configuration: configuration({ network: { quirks: 'kamailio' } }),
  }).result;
  assert.equal(outcome.code, 403);
});
