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

interface Failure {
  readonly name: string;
  readonly text?: string;
  readonly faults?: readonly string[];
  readonly configuration?: ReturnType<typeof configuration>;
  readonly code?: number;
  readonly status?: string;
  readonly rule: string;
  /** The text in the authored message that the rule's reason points at. */
  readonly range?: string;
  readonly config?: string;
}

/** One-token edits, one configuration value or one fault each. */
const FAILURES: readonly Failure[] = [
  {
    name: 'unknown private identity',
    text: edited('username="001010000000001@', 'username="001010000000009@'),
    code: 403,
    rule: 'hss-private-identity',
    range: '001010000000009@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    name: 'unknown public identity',
    text: edited(/^To: <sip:001010000000001/m, 'To: <sip:001010000000009'),
    code: 403,
    rule: 'hss-public-identity',
    range: 'sip:001010000000009@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    name: 'identities of two subscriptions',
    text: edited(/^To: <sip:001010000000001/m, 'To: <sip:bob'),
    configuration: configuration({
      others: [
        {
          name: 'bob',
          impi: 'bob@ims.mnc001.mcc001.3gppnetwork.org',
          impus: ['sip:bob@ims.mnc001.mcc001.3gppnetwork.org'],
          password: 'x',
        },
      ],
    }),
    code: 403,
    rule: 'hss-identities-match',
    range: 'sip:bob@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    name: 'another K in the HSS',
    configuration: configuration({ alice: { hss: { k: '465b5ce8b199b49faa5f0a2ee238a6bd' } } }),
    code: 403,
    rule: 'ue-mac',
    config: 'subscribers.0.hss',
  },
  {
    name: 'roaming refused',
    configuration: configuration({ network: { visitedNetwork: 'elsewhere.example' } }),
    code: 403,
    rule: 'hss-roaming',
    config: 'network.roaming',
  },
  {
    name: 'every identity barred',
    configuration: configuration({
      alice: {
        barred: [
          'sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
          'sip:+12015550001@ims.mnc001.mcc001.3gppnetwork.org',
          'tel:+12015550001',
        ],
      },
    }),
    code: 403,
    rule: 'hss-barred',
    config: 'subscribers.0.barred',
  },
  {
    name: 'no Security-Client',
    text: edited(/^Security-Client:.*\r?\n/m, ''),
    code: 421,
    rule: 'pcscf-sec-agree',
    range: 'Require: sec-agree',
  },
  {
    name: 'no common algorithm',
    text: edited('ealg=aes-cbc', 'ealg=null'),
    code: 494,
    rule: 'pcscf-no-common-algorithm',
  },
  {
    name: 'an unprotected port as protected',
    text: edited('port-s=6101', 'port-s=5060'),
    code: 494,
    rule: 'pcscf-no-common-algorithm',
  },
  {
    name: 'malformed To',
    text: edited(/^To: .*$/m, 'To: <sip:'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'To: <sip:',
  },
  {
    name: 'CSeq of another method',
    text: edited('CSeq: 1 REGISTER', 'CSeq: 1 INVITE'),
    code: 400,
    rule: 'pcscf-cseq',
    range: 'INVITE',
  },
  {
    name: 'Max-Forwards 0',
    text: edited('Max-Forwards: 70', 'Max-Forwards: 0'),
    code: 483,
    rule: 'pcscf-max-forwards',
    range: 'Max-Forwards: 0',
  },
  {
    name: 'Max-Forwards 1',
    text: edited('Max-Forwards: 70', 'Max-Forwards: 1'),
    code: 483,
    rule: 'icscf-max-forwards',
  },
  {
    name: 'unknown option tag for proxies',
    text: edited('Proxy-Require: sec-agree', 'Proxy-Require: sec-agree, magic'),
    code: 420,
    rule: 'pcscf-option',
    range: 'magic',
  },
  {
    name: 'unknown option tag for the registrar',
    text: edited(/^Require: sec-agree/m, 'Require: sec-agree, magic'),
    code: 420,
    rule: 'scscf-option',
    range: 'magic',
  },
  {
    name: 'home domain that DNS does not know',
    text: edited('REGISTER sip:ims.', 'REGISTER sip:imx.'),
    code: 504,
    rule: 'pcscf-no-route',
    range: 'imx.mnc001.mcc001.3gppnetwork.org',
  },
  {
    name: 'star with an expiry',
    text: edited(/^Contact: .*$/m, 'Contact: *'),
    code: 400,
    rule: 'scscf-contact-star',
    range: '*',
  },
  {
    name: 'deregistration of nobody',
    text: edited('Expires: 600000', 'Expires: 0'),
    code: 403,
    rule: 'hss-not-registered',
  },
  { name: 'HSS down', faults: ['hss-down'], code: 480, rule: 'icscf-hss-silent' },
  { name: 'HSS cannot comply', faults: ['hss-fails=5012'], code: 480, rule: 'icscf-uaa' },
  { name: 'S-CSCF silent', faults: ['scscf-down'], code: 504, rule: 'icscf-scscf-silent' },
  { name: 'I-CSCF silent', faults: ['icscf-down'], code: 504, rule: 'pcscf-no-answer' },
  { name: 'P-CSCF silent', faults: ['pcscf-down'], status: 'failed', rule: 'ue-timer-f' },
  {
    name: 'capabilities that no S-CSCF has',
    configuration: configuration({ alice: { capabilities: { mandatory: [7] } } }),
    code: 600,
    rule: 'icscf-capabilities',
    config: 'network.scscf',
  },
  { name: 'name server without the zone', faults: ['dns=NXDOMAIN'], code: 504, rule: 'pcscf-no-route' },
  { name: 'name server silent', faults: ['dns=silent'], code: 504, rule: 'pcscf-no-route' },
  { name: 'wrong response', faults: ['corrupt=Authorization.response'], code: 403, rule: 'scscf-answer' },
  {
    name: 'malformed Contact',
    text: edited(/^Contact: .*$/m, 'Contact: <sip:a@b'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'Contact: <sip:a@b',
  },
  {
    name: 'malformed Expires',
    text: edited('Expires: 600000', 'Expires: soon'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'Expires: soon',
  },
  { name: 'a P-CSCF that the I-CSCF does not know', faults: ['untrusted'], code: 403, rule: 'icscf-trust' },
  {
    name: 'a wrong K and a UE that does not check MAC',
    faults: ['wrong-key', 'mac-unchecked'],
    status: 'failed',
    rule: 'ue-timer-f',
  },
  {
    name: 'AUTS with a wrong MAC-S',
    faults: ['sqn-behind', 'corrupt=Authorization.auts'],
    code: 403,
    rule: 'scscf-resynchronisation',
  },
  {
    name: 'the answer outside the associations',
    faults: ['answer-unprotected'],
    status: 'failed',
    code: 401,
    rule: 'ue-challenges',
  },
  { name: 'Security-Verify left out', faults: ['omit=Security-Verify'], code: 400, rule: 'pcscf-security-missing' },
  {
    name: 'Security-Client left out of the answer',
    faults: ['omit=Security-Client'],
    code: 400,
    rule: 'pcscf-security-missing',
  },
  {
    name: 'the client port of another user',
    faults: ['port-in-use'],
    code: 403,
    rule: 'pcscf-port-in-use',
    range: 'port-c=6100',
  },
  {
    name: 'keys lost between S-CSCF and P-CSCF',
    faults: ['strip=401@scscf1:WWW-Authenticate.ck'],
    code: 500,
    rule: 'pcscf-no-keys',
  },
  {
    name: 'Security-Server lost',
    faults: ['strip=401@pcscf:Security-Server'],
    status: 'failed',
    code: 401,
    rule: 'ue-security-server',
  },
  {
    name: 'challenge lost from the 401',
    faults: ['strip=401@pcscf:WWW-Authenticate'],
    status: 'failed',
    code: 401,
    rule: 'ue-no-challenge',
  },
  {
    name: 'a nonce changed on the way',
    faults: ['tamper=401@pcscf:WWW-Authenticate.nonce'],
    status: 'failed',
    code: 401,
    rule: 'ue-mac',
  },
  { name: 'HSS fails at SAR', faults: ['hss-fails=5012@SAR'], code: 500, rule: 'scscf-cx' },
  { name: 'HSS fails at MAR', faults: ['hss-fails=5012@MAR'], code: 500, rule: 'scscf-cx' },
  { name: 'a profile that is no XML', faults: ['bad-profile'], code: 480, rule: 'scscf-profile' },
  { name: 'another S-CSCF at SAR', faults: ['assigned-elsewhere'], code: 480, rule: 'hss-already-assigned' },
  { name: 'a busy S-CSCF and no other', faults: ['scscf-busy'], code: 480, rule: 'fault-scscf-busy' },
  {
    name: 'a subscriber without AKA keys in the HSS',
    text: `# @subscriber alice\n${edited(/001010000000001@ims/g, 'simba@ims')}`,
    code: 403,
    rule: 'hss-auth-scheme',
    config: 'subscribers.2.impi',
  },
  { name: 'every copy of the REGISTER lost', faults: ['drop=REGISTER'], status: 'failed', rule: 'ue-timer-f' },
];

for (const failure of FAILURES) {
  test(`failure: ${failure.name}`, () => {
    const { result } = run({
      ...(failure.text !== undefined && { text: failure.text }),
      ...(failure.faults && { faults: failure.faults }),
      ...(failure.configuration && { configuration: failure.configuration }),
    });
    const { outcome } = result;
    assert.equal(outcome.status, failure.status ?? 'rejected');
    assert.equal(outcome.code, failure.code);
    const reason = outcome.because.find(one => one.rule === failure.rule);
    assert.ok(reason, `${failure.rule} not in ${outcome.because.map(one => one.rule)}`);
    const range = reason.range && (failure.text ?? REGISTER).slice(reason.range.start, reason.range.end);
    if (failure.range !== undefined) assert.equal(range, failure.range);
    if (failure.config !== undefined) assert.equal(reason.config, failure.config);
    // Every failure is attributable: to a place in the message, to a configuration value, or to a fault.
    assert.ok(outcome.because.some(one => one.range !== undefined || one.config !== undefined));
    assert.ok(result.events.some(event => event.failed));
  });
}

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

for (const [fault, code, rule] of [
  ['move-contact', 403, 'scscf-new-contact'],
  ['keep-cseq', 500, 'scscf-cseq-order'],
] as const) {
  test(`a refresh with ${fault} is refused and the old binding stays`, () => {
    const { result } = run({ flow: 'ims-re-registration', faults: [fault] });
    assert.equal(result.outcome.code, code);
    assert.ok(result.outcome.because.some(reason => reason.rule === rule));
    assert.match(JSON.stringify(result.state['scscf1']), /"uri":"sip:001010000000001@10\.45\.0\.2:6101"/);
  });
}

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
